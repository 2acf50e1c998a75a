import type { EvaluationRecord, RunRecord, VersionRecord } from '../../schemas/types.ts';
import { canonicalJson } from '../record/digest.ts';
import { agreed, type Claim, contradicted, open } from './claim.ts';
import type { VerifyFacts } from './facts.ts';

/** Whether the version's record is intact, and the record of the version that was asked for. */
export function recordClaim({ records, model, version, repository }: VerifyFacts): Claim {
  const found = records.version;
  if (found.kind === 'absent') {
    return contradicted('record', 'There is no version.json, so nothing says what was registered.');
  }
  if (found.kind === 'bad') return contradicted('record', found.reason);
  const record = found.value;
  const differences = differencesOf([
    ['model', record.model, model],
    ['version', record.version, version],
    ['tag', record.tag, `${model}@v${version}`],
    ...(repository === null
      ? []
      : [['repository', record.repository.toLowerCase(), repository.toLowerCase()] as const]),
  ]).map(
    ([what, said, wanted]) =>
      `version.json is of the ${what} ${said}; asked for is ${wanted}.${what === 'repository' ? ' If it was renamed since, ask for it by the name that it had.' : ''}`,
  );
  return agreed('record', differences, `It is intact: its id is ${record.id}.`);
}

/** Whether the records that the version names are there, intact, and tell of the same model. */
export function recordsClaim({ records, files }: VerifyFacts, version: VersionRecord): Claim {
  const { run, evaluation } = records;
  for (const one of [run, evaluation]) {
    if (one.kind === 'bad') return contradicted('records', one.reason);
  }
  if (run.kind !== 'found' || evaluation.kind !== 'found') {
    const missing = run.kind === 'found' ? 'evaluation.json' : 'run.json';
    return open('records', `There is no ${missing}: take it from the version's release.`);
  }
  const differences = [
    ...ofRun(version, run.value),
    ...ofEvaluation(version, evaluation.value),
  ].map(([what, said, wanted]) => `The ${what} is ${said}, and version.json has ${wanted}.`);
  return agreed(
    'records',
    [...differences, ...predictionsDifference(evaluation.value, files)],
    'They are intact, are those that version.json names, and tell of the same model, commit and figures.',
  );
}

type Pair = readonly [what: string, said: string | undefined, wanted: string];

function ofRun(version: VersionRecord, run: RunRecord): readonly Pair[] {
  return differencesOf([
    ["run record's id", run.id, version.run],
    ["run record's model", run.model, version.model],
    ["run record's repository", run.repository, version.repository],
    ["run record's commit", run.commit, version.commit],
    ["run record's fingerprint", run.fingerprint, version.fingerprint],
    ["run record's model digest", run.artifact?.digest, version.artifact.digest],
  ]);
}

function ofEvaluation(version: VersionRecord, evaluation: EvaluationRecord): readonly Pair[] {
  const figures = Object.entries(evaluation.metrics).map(([id, { value }]) => [id, value]);
  return differencesOf([
    ["evaluation record's id", evaluation.id, version.evaluation],
    ["evaluation record's model", evaluation.model, version.model],
    ["evaluation record's repository", evaluation.repository, version.repository],
    ["evaluation record's commit", evaluation.commit, version.commit],
    ["evaluation record's run", evaluation.run, version.run],
    ["evaluation record's model digest", evaluation.artifact, version.artifact.digest],
    ["evaluation record's set", evaluation.evaluationSet?.digest, version.evaluationSet],
    [
      "evaluation record's list of figures",
      canonicalJson(Object.fromEntries(figures)),
      canonicalJson(version.metrics),
    ],
  ]);
}

/** The predictions lie beside the version under their own name, whatever that is. */
function predictionsDifference(
  { predictions }: EvaluationRecord,
  files: VerifyFacts['files'],
): readonly string[] {
  const file = files.find(({ name }) => /^predictions(\.[a-z0-9.]+)?$/.test(name));
  if (predictions === undefined || file === undefined) return [];
  if (file.digest === predictions.digest) return [];
  return [`${file.name} has the digest ${file.digest}, and ${predictions.digest} was evaluated.`];
}

function differencesOf(pairs: readonly Pair[]): readonly Pair[] {
  return pairs
    .filter(([, said, wanted]) => said !== wanted)
    .map(([what, said, wanted]) => [what, said ?? 'not named', wanted]);
}
