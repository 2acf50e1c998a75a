import type { RunRecord } from '../../schemas/types.ts';
import { withSeedsOfPolicy } from '../judge/compare.ts';
import type { CandidateFacts, Judgement } from '../judge/facts.ts';
import { changesSection } from './changes.ts';
import { checksEvidence, checksInWords, checksTable, troubles } from './checks-section.ts';
import { collapsed } from './collapsed.ts';
import { comparedWith } from './compared-with.ts';
import { costLine } from './cost.ts';
import { runTable } from './details.ts';
import type { Group, Part } from './fit.ts';
import { stateOf } from './headline.ts';
import { intervalSource } from './interval-source.ts';
import { literal } from './literal.ts';
import { metricsTable } from './metrics-table.ts';
import { confirmedOnDriftLines } from './on-drift.ts';
import { paragraphs } from './paragraphs.ts';
import { pictures } from './pictures/index.ts';
import { prose } from './prose.ts';
import { reasonOf } from './reason.ts';
import { regressedSlices } from './regressed-slices.ts';
import { reportedBeside } from './reported.ts';
import { signs } from './sign.ts';
import { slicesOf } from './slices.ts';
import { slicesTables } from './slices-table.ts';
import { trainingsOf, valuesSource } from './trainings.ts';

type Model = { readonly facts: CandidateFacts; readonly judgement: Judgement };

/** With more models than this, those that pass are folded away. */
const mostOpen = 3;

const order = ['fail', 'inconclusive', 'waiting', 'warn', 'pass'] as const;

/** All models, the ones that need somebody first; a single one needs no heading. */
export function modelGroups(models: readonly Model[], repositoryUrl: string): readonly Group[] {
  const titled = models.length > 1;
  const fold = models.length > mostOpen;
  return [...models]
    .sort((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)))
    .map((model) => ({
      line: titled ? modelLine(model) : null,
      folded: fold && stateOf(model) === 'pass',
      ...modelParts(model, repositoryUrl, titled),
    }));
}

function modelLine(model: Model): string {
  const state = stateOf(model);
  const reason = reasonOf(model, state);
  const why = reason === '' ? '' : `: ${prose(reason, 160)}`;
  return `### ${signs[state]} ${literal(model.facts.model, 64)}${why}`;
}

/** The parts on one model, in the order in which a person needs them. */
function modelParts(
  model: Model,
  repositoryUrl: string,
  titled: boolean,
): Pick<Group, 'essentials' | 'details'> {
  if (stateOf(model) === 'waiting') {
    const parts = titled ? [] : [essential([waitingFor(model.facts)])];
    return { essentials: parts, details: () => [] };
  }
  return { essentials: essentials(model, repositoryUrl), details: () => details(model) };
}

function essentials(model: Model, repositoryUrl: string): readonly Part[] {
  const { facts, judgement } = model;
  return [
    essential([comparedWith(repositoryUrl, facts, judgement)]),
    essential(troubles(judgement)),
    ...(isEvaluated(model) ? metricParts(model) : []),
    essential(isEvaluated(model) ? confirmedOnDriftLines(facts.onDrift) : []),
    essential(paragraphs(notesOf(judgement).map((note) => prose(note, 600)))),
    regressedSlices(judgement),
  ];
}

function details(model: Model): readonly Part[] {
  const { facts, judgement } = model;
  const before = runBefore(model);
  return [
    detail(changesSection(facts, before)),
    detail(costLine(facts.run, before, trainingsOf(facts.evaluation, null).candidate)),
    ...(isEvaluated(model) ? evaluationDetails(model) : []),
    detail(collapsed(checksInWords(judgement), checksTable(judgement))),
    detail(evidence(judgement)),
    detail(facts.run === null ? [] : runDetails(model)),
  ];
}

function evidence(judgement: Judgement): readonly string[] {
  const lines = checksEvidence(judgement);
  return lines.length === 0 ? [] : collapsed('What the checks rest on', lines);
}

function isEvaluated({ facts }: Model): boolean {
  return facts.evaluation?.status === 'succeeded';
}

function waitingFor({ model }: CandidateFacts): string {
  return `The verdict on ${literal(model, 64)} follows when the workflow of this commit has finished.`;
}

function metricParts({ facts, judgement }: Model): readonly Part[] {
  const { comparisons, comparison, baseline, checks } = judgement;
  const trainings = trainingsOf(withSeedsOfPolicy(facts), baseline?.evaluation ?? null);
  const gate = checks.find(({ check }) => check === 'metric-gate');
  const softened = gate?.outcome === 'warn';
  return [
    metricsTable({ comparisons, softened, history: facts.history }),
    essential(intervalSource(comparisons, comparison)),
    essential(valuesSource(comparisons, trainings)),
  ];
}

/** What is special about the comparison, each once, and that the evaluation set is worn out where it is. */
function notesOf({ notes, comparison, wear }: Judgement): readonly string[] {
  const worn = wear?.worn === true ? [wear.sentence] : [];
  return [...new Set([...notes, ...(comparison?.notes ?? []), ...worn])];
}

function evaluationDetails({ facts, judgement }: Model): readonly Part[] {
  const { comparisons, comparison, baseline } = judgement;
  const before = baseline?.evaluation ?? null;
  const gatedFirst = [
    ...comparisons.filter(({ gate }) => gate !== null),
    ...comparisons.filter(({ gate }) => gate === null),
  ];
  const slices = slicesOf(comparison, facts.evaluation, before);
  return [
    ...slicesTables(gatedFirst, slices, judgement.regressedSlices),
    ...pictures({
      candidate: facts.evaluation,
      baseline: before,
      comparisons,
      history: facts.history,
    }),
  ];
}

/** What the pull request starts from: the nearest baseline with a run, whether or not it could be compared with. */
function runBefore({ facts, judgement }: Model): RunRecord | null {
  const nearest = facts.baselines.find(({ run }) => run !== null);
  return nearest?.run ?? judgement.baseline?.run ?? null;
}

function runDetails({ facts, judgement }: Model): readonly string[] {
  const reported = reportedBeside(facts.evaluation, judgement.baseline?.evaluation ?? null);
  const beside = reported.length === 0 ? [] : ['', ...reported];
  return collapsed('Cost, environment and digests', [...runTable(facts, judgement), ...beside]);
}

function essential(lines: readonly string[]): Part {
  return { essential: true, lines };
}

function detail(lines: readonly string[]): Part {
  return { essential: false, lines };
}
