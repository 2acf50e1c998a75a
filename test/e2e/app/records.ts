import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Source } from '../../../core/judge/facts.ts';
import { recordId, sha256 } from '../../../core/record/digest.ts';
import type { AnyRecord } from '../../../core/record/kinds.ts';
import { seal, type Unsealed } from '../../../core/record/seal.ts';
import type {
  DriftRecord,
  EvaluationRecord,
  FeatureDrift,
  ModelFiles,
  RunRecord,
  VersionRecord,
} from '../../../schemas/types.ts';

/** Records as the actions write them, for a workflow run that GitHub knows. */

const createdAt = '2026-07-26T10:00:00Z';
const evaluationSet = { digest: sha256('the evaluation rows'), rows: 200 };

function common({ repository, commit, runId, attempt, event }: Source, model: string) {
  const workflow = { runId, attempt, name: 'ml', event, actor: 'maintainer' };
  return { createdAt, repository, commit, workflow, model };
}

/** A training of a model at the run's commit. */
export function trained(
  source: Source,
  model: string,
  changes: Partial<Unsealed<'run'>> = {},
): Readonly<RunRecord> {
  const digest = sha256(`${model} at ${source.commit}`);
  return seal('run', {
    ...common(source, model),
    producer: { action: 'train', version: '0.1.0' },
    status: 'succeeded',
    checkout: source.commit,
    command: 'python train.py',
    fingerprint: sha256(`fingerprint of ${model} at ${source.commit}`),
    cache: { available: true, hit: false },
    inputs: [{ path: 'train.py', digest: sha256('train.py'), bytes: 17 }],
    parameters: { 'params.yaml:alpha': 0.1 },
    data: {},
    artifact: { digest, bytes: 9, files: [{ path: 'model/model.txt', digest, bytes: 9 }] },
    environment: {
      os: 'Linux 6.8',
      architecture: 'x64',
      cpu: { model: 'A processor', cores: 4 },
      memoryBytes: 16_000_000_000,
      runner: 'ubuntu24 20260720.1',
      python: '3.12.11',
      packages: {},
    },
    durationSeconds: 1.5,
    peakMemoryBytes: 100_000_000,
    exitCode: 0,
    ...changes,
  });
}

/** The same record, sealed without the workflow run that made it. */
export function withoutWorkflow(record: Readonly<RunRecord>): Readonly<RunRecord> {
  const { workflow: _, ...rest } = record;
  return { ...rest, id: recordId(rest) };
}

/** Values of metrics by id. */
export type Values = Readonly<Record<string, number | null>>;

/** The evaluation of a training. */
export function evaluated(
  source: Source,
  run: Readonly<RunRecord>,
  values: Values,
  changes: Partial<Unsealed<'evaluation'>> = {},
): Readonly<EvaluationRecord> {
  const metrics = Object.entries(values).map(([id, value]) => [
    id,
    { value, rows: evaluationSet.rows },
  ]);
  return seal('evaluation', {
    ...common(source, run.model),
    producer: { action: 'evaluate', version: '0.1.0' },
    status: 'succeeded',
    checkout: source.commit,
    task: 'regression',
    subject: { kind: 'candidate' },
    run: run.id,
    fingerprint: run.fingerprint,
    ...(run.artifact === undefined ? {} : { artifact: run.artifact.digest }),
    evaluationSet,
    metrics: Object.fromEntries(metrics),
    reported: [],
    durationSeconds: 0.2,
    inspection: { modelFiles: plainFiles(run), failures: [] },
    ...changes,
  });
}

/** The files of a model that hold nothing but data. */
function plainFiles({ artifact }: Readonly<RunRecord>): ModelFiles {
  const { files = [], bytes = 0 } = artifact ?? {};
  const none = { inspected: [], inspectedLeftOut: 0, unread: [], unreadLeftOut: 0 };
  return { files: files.length, bytes, plain: { safetensors: files.length }, ...none };
}

/** A version that was registered from a training and its evaluation. */
export function registered(
  source: Source,
  run: Readonly<RunRecord>,
  evaluation: Readonly<EvaluationRecord>,
  version: string,
  archive: { readonly uri: string; readonly digest: string; readonly bytes: number },
): Readonly<VersionRecord> {
  const { model, artifact } = run;
  if (artifact === undefined) throw new TypeError('Nothing was trained.');
  return seal('version', {
    ...common(source, model),
    producer: { action: 'register', version: '0.1.0' },
    version,
    tag: `${model}@v${version}`,
    parent: null,
    artifact,
    package: { name: `${model}-${version}.tar.gz`, ...archive },
    registry: 'releases',
    run: run.id,
    evaluation: evaluation.id,
    fingerprint: run.fingerprint,
    evaluationSet: evaluationSet.digest,
    metrics: Object.fromEntries(
      Object.entries(evaluation.metrics).map(([id, { value }]) => [id, value]),
    ),
    data: {},
  });
}

const driftedFeature: FeatureDrift = {
  feature: 'temp',
  kind: 'numeric',
  outcome: 'drift',
  test: 'kolmogorov-smirnov',
  statistic: 0.41,
  pValue: 1e-40,
  adjustedPValue: 2e-40,
  size: 0.41,
  threshold: 0.1,
  referenceRows: 2_000,
  currentRows: 700,
  smallestDetectable: 0.06,
  reason: '',
};

/** A report that the feature `temp` of a model has drifted. */
export function drifted(
  source: Source,
  model: string,
  window: DriftRecord['window'],
  changes: Partial<Unsealed<'drift'>> = {},
): Readonly<DriftRecord> {
  return seal('drift', {
    ...common(source, model),
    producer: { action: 'monitor', version: '0.1.0' },
    outcome: 'drift',
    reference: { path: 'monitor/reference.csv', digest: sha256('reference'), rows: 2_000 },
    current: { path: 'monitor/current.csv', digest: sha256('current'), rows: 700 },
    window,
    features: [driftedFeature],
    durationSeconds: 0.2,
    ...changes,
  });
}

/** The content of an artifact: path to text or bytes. */
export type Entries = Readonly<Record<string, string | Uint8Array>>;

/** Records as the files of a model's artifact. */
export function recordFiles(
  records: Readonly<Partial<Record<'run' | 'evaluation' | 'version' | 'drift', AnyRecord>>>,
): Entries {
  return Object.fromEntries(
    Object.entries(records).map(([kind, record]) => [
      `records/${kind}.json`,
      JSON.stringify(record, null, 2),
    ]),
  );
}

/** A zip as the artifact's client makes it. */
export async function zip(entries: Entries): Promise<Uint8Array> {
  const file = new ZipFile();
  for (const [path, content] of Object.entries(entries)) {
    file.addBuffer(Buffer.from(content), path, { compress: true });
  }
  file.end();
  return buffer(file.outputStream);
}
