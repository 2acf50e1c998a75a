import type { EvaluationRecord, RunRecord } from '../../schemas/types.ts';
import type { CandidateFacts, Source } from '../judge/facts.ts';
import { originDifferences } from '../record/origin.ts';
import { acceptedAttestations } from '../signature/accepted.ts';
import { buildsOf, compareBuilds } from '../signature/build-differences.ts';
import type { Check, CheckContext, Finding } from './check.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';

/**
 * What the records claim about where they were made is what GitHub says of the workflow run, and what they claim of the
 * baseline is what the ledger says.
 */
export const provenance: Check = {
  id: 'provenance',
  title: 'The records come from this workflow run',
  trouble: 'a record does not come from this workflow run',
  caution: 'the records come from a fork',
  help: 'Re-run all jobs of the workflow, so that every record is made by one attempt at this commit. If the difference stays, find out what writes into the artifact.',
  outcomes: {
    pass: 'Everything that the records claim of their origin is what GitHub states.',
    warn: 'The records come from a fork.',
    fail: 'A record claims another model, repository, commit, run, attempt or event than GitHub states, or a baseline that the ledger does not have; or what is signed of the build is of another run.',
    inconclusive:
      'GitHub does not name the workflow run, there is no record, or what is signed of the build does not say all of it.',
  },
  inputs: [
    'run record',
    'evaluation record',
    'the workflow run, by GitHub',
    'the ledger',
    'signed provenance, where the check signature accepts it',
  ],
  levels: { minimal: 'fail', limited: 'fail', high: 'fail' },
  softenable: false,
  judge: judgeProvenance,
};

function judgeProvenance(facts: CandidateFacts, context: CheckContext): Finding {
  const named = namedRecords(facts);
  if (named.length === 0) return inconclusive('There is no record whose origin could be compared.');
  const { source } = facts;
  if (source === null) {
    return inconclusive('GitHub does not name the workflow run that the records came from.');
  }
  const differences = named.flatMap(([name, record]) =>
    originDifferences(name, record, facts.model, source),
  );
  const [first] = differences;
  if (first !== undefined) return fail(first, differences);
  if (context.falseComparison !== null) return fail(context.falseComparison);
  const signed = judgeSigned(facts, source);
  if (signed.outcome !== 'pass') return signed;
  const run = `workflow run ${source.runId}, attempt ${source.attempt}`;
  if (facts.pullRequest.fork) {
    return warn(
      `The records come from ${run}, of a fork: its author can change the workflow that makes them, so they are not trusted and will not become a baseline. Read the changes before you rely on the numbers.`,
    );
  }
  return pass(`Repository, commit, event, run and attempt are those of ${run}.`, signed.evidence);
}

/**
 * What those whom the configuration names have signed of the build. The same model may have been signed by earlier runs
 * too: one that is of this run is enough.
 */
function judgeSigned(facts: CandidateFacts, source: Source): Finding {
  const signed = acceptedAttestations(facts)
    .map(buildsOf)
    .filter((builds) => builds.length > 0);
  const compared = signed.map((builds) => compareBuilds(builds, source, facts));
  const agreeing = compared.findIndex(({ differences }) => differences.length === 0);
  const { differences = [] } = compared[0] ?? {};
  const [first] = differences;
  if (agreeing < 0) return first === undefined ? pass('') : fail(first, differences);
  const whole = compared.findIndex(
    ({ differences: wrong, gaps }) => wrong.length === 0 && gaps.length === 0,
  );
  if (whole < 0) {
    const { gaps = [] } = compared[agreeing] ?? {};
    return inconclusive(`${gaps[0]} It can't be compared with the workflow run.`, gaps);
  }
  const runner = signed[whole]?.find((build) => build.runner !== null)?.runner;
  return pass('', [`signed build: runner ${runner ?? 'not named'}`]);
}

type Named = readonly [name: string, record: RunRecord | EvaluationRecord];

function namedRecords({ run, evaluation, champion }: CandidateFacts): readonly Named[] {
  const all: readonly (readonly [string, RunRecord | EvaluationRecord | null])[] = [
    ['run record', run],
    ['evaluation record', evaluation],
    ["champion's evaluation record", champion],
  ];
  return all.filter((entry): entry is Named => entry[1] !== null);
}
