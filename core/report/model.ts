import type { RunRecord } from '../../schemas/types.ts';
import type { CandidateFacts, Judgement } from '../judge/facts.ts';
import { changesSection } from './changes.ts';
import { checksInWords, checksTable, troubles } from './checks-section.ts';
import { comparedWith } from './compared-with.ts';
import { collapsed, reportedTable, runTable } from './details.ts';
import type { Part } from './fit.ts';
import { stateOf } from './headline.ts';
import { literal } from './literal.ts';
import { metricsTable } from './metrics-table.ts';
import { paragraphs } from './paragraphs.ts';
import { prose } from './prose.ts';
import { signs } from './sign.ts';

type Model = { readonly facts: CandidateFacts; readonly judgement: Judgement };

/** The parts on one model, in the order in which a person needs them. */
export function modelParts(model: Model, repositoryUrl: string, titled: boolean): readonly Part[] {
  const { facts, judgement } = model;
  const title = titled ? [`### ${signs[stateOf(model)]} ${literal(facts.model, 64)}`] : [];
  if (stateOf(model) === 'waiting') return [essential([...title, '', waitingFor(facts)])];
  const changes = changesSection(facts, runBefore(model));
  return [
    essential(title),
    essential([comparedWith(repositoryUrl, facts, judgement.baseline)]),
    essential(troubles(judgement)),
    essential(facts.evaluation?.status === 'succeeded' ? metricsTable(judgement) : []),
    essential(paragraphs(judgement.notes.map((note) => prose(note, 600)))),
    detail(changes),
    detail(collapsed(checksInWords(judgement), checksTable(judgement))),
    detail(facts.run === null ? [] : runDetails(model)),
  ].filter(({ lines }) => lines.length > 0);
}

function waitingFor({ model }: CandidateFacts): string {
  return `The verdict on ${literal(model, 64)} follows when the workflow of this commit has finished.`;
}

/** What the pull request starts from: the nearest baseline with a run, whether or not it could be compared with. */
function runBefore({ facts, judgement }: Model): RunRecord | null {
  const nearest = facts.baselines.find(({ run }) => run !== null);
  return nearest?.run ?? judgement.baseline?.run ?? null;
}

function runDetails({ facts, judgement }: Model): readonly string[] {
  const reported = reportedTable(facts.evaluation, judgement.baseline?.evaluation ?? null);
  const beside = reported.length === 0 ? [] : ['', ...reported];
  return collapsed('Cost, environment and digests', [...runTable(facts, judgement), ...beside]);
}

function essential(lines: readonly string[]): Part {
  return { essential: true, lines };
}

function detail(lines: readonly string[]): Part {
  return { essential: false, lines };
}
