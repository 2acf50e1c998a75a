import { readArtifact } from '../../../adapters/archive/read-artifact.ts';
import { answerRules } from '../../../adapters/rules/answer-rules.ts';
import { readArtifactRecords } from '../../../core/record/artifact-records.ts';
import type { CandidateFacts, Judgement } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import { judgedSet, verdictFields } from '../../../core/judge/verdict.ts';
import { seal } from '../../../core/record/seal.ts';
import { type RenderedCheck, renderCheck, renderComment } from '../../../core/report/index.ts';
import type { VerdictRecord } from '../../../schemas/types.ts';
import { head, repository } from '../../core/judge/candidate.ts';
import { surroundings } from './whole.ts';

/** What the app makes of one artifact, on the way from its bytes to what it says and records. */
export interface Outcome {
  readonly facts: CandidateFacts;
  readonly judgement: Judgement;
  readonly comment: string;
  readonly check: RenderedCheck;
  readonly verdict: VerdictRecord;
}

/** Long enough for any machine: what is wrong hangs, and is not just slow. */
const limits = { ruleMs: 2_000, startMs: 20_000, allMs: 60_000 };

/** Takes artifacts the way that the app takes them, but for GitHub's part of it. */
export async function judged(artifacts: readonly Uint8Array[]): Promise<readonly Outcome[]> {
  const facts = await Promise.all(artifacts.map(factsOf));
  return (await answerRules(facts, limits)).map(outcomeOf);
}

async function factsOf(zip: Uint8Array): Promise<CandidateFacts> {
  const known = surroundings();
  const files = await readArtifact(zip);
  if (!files.ok) {
    const reason = `The artifact assay-${known.model} was refused: ${files.reason}`;
    return { ...known, refusals: [reason] };
  }
  const { records, refusals } = readArtifactRecords(files.value, known.model);
  const { run = null, evaluation = null, champion = null } = records;
  return { ...known, run, evaluation, champion, refusals };
}

function outcomeOf(facts: CandidateFacts): Outcome {
  const judgement = judge(facts);
  const input = {
    repositoryUrl: `https://github.com/${repository}`,
    head,
    models: [{ facts, judgement }],
    obstacles: [],
    notes: [],
    checkUrl: null,
  };
  const createdAt = '2026-07-26T11:00:00Z';
  return {
    facts,
    judgement,
    comment: renderComment(input),
    check: renderCheck(input),
    verdict: seal('verdict', {
      ...verdictFields(facts, judgement),
      ...judgedSet(facts, createdAt),
      createdAt,
      producer: { action: 'app', version: '0.1.0' },
      repository,
      commit: head,
      merged: true,
    }),
  };
}
