import type { Baseline, CandidateFacts } from '../../../core/judge/facts.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { seal, type Unsealed } from '../../../core/record/seal.ts';
import { intervalPlaces, levelScores } from '../../../core/statistics/levels.ts';
import type {
  Comparison,
  EvaluationRecord,
  ModelConfig,
  ModelFiles,
  RunRecord,
} from '../../../schemas/types.ts';

/** A candidate of the example repository that passes, from which each test differs in one thing. */

export const repository = 'octo-org/bike-demand';
export const base = 'b'.repeat(40);
export const head = 'a1b2c3d'.padEnd(40, '0');
const at = '2026-07-26T10:00:00Z';

export const config: ModelConfig = {
  task: 'regression',
  data: { hourly: { path: 'data/hourly/*.csv', role: 'training' } },
  train: {
    run: 'python train.py',
    inputs: ['train.py', 'features.py', 'data/hourly/*.csv'],
    params: ['params.yaml'],
    outputs: ['model/'],
  },
  evaluate: {
    run: 'python evaluate.py',
    predictions: { path: 'predictions.csv', label: 'y', prediction: 'y_hat', id: 'id' },
    metrics: ['mae', 'rmse', 'r2'],
    report: ['metrics.json'],
  },
  gate: { metrics: { mae: { max_regression: '5%', limit: 60 }, rmse: { max_regression: '5%' } } },
};

export const baselineMetrics = { mae: 42.3712, rmse: 65.6541, r2: 0.63712 };
export const betterMetrics = { mae: 27.4788, rmse: 41.8012, r2: 0.85291 };
export const worseMetrics = { mae: 73.1491, rmse: 103.2642, r2: 0.10127 };

export const testSet = { digest: sha256('the evaluation rows'), rows: 263 };
export const otherSet = { digest: sha256('other evaluation rows'), rows: 301 };

const workflow = { runId: 4711, attempt: 1, name: 'ml', event: 'pull_request', actor: 'octocat' };

export function run(changes: Partial<Unsealed<'run'>> = {}): RunRecord {
  return seal('run', {
    createdAt: at,
    producer: { action: 'train', version: '0.1.0' },
    repository,
    commit: head,
    workflow,
    model: 'bike-demand',
    status: 'succeeded',
    checkout: head,
    command: 'python train.py',
    fingerprint: sha256('fingerprint'),
    cache: { available: true, hit: false },
    inputs: [
      { path: 'train.py', digest: sha256('train.py'), bytes: 2_140 },
      { path: 'features.py', digest: sha256('features.py'), bytes: 1_312 },
    ],
    parameters: {
      'params.yaml:model.kind': 'gradient_boosting',
      'params.yaml:model.learning_rate': 0.08,
      'params.yaml:data.until': '2011-03-31',
    },
    data: {
      hourly: {
        path: 'data/hourly/*.csv',
        digest: sha256('data'),
        bytes: 181_204,
        role: 'training',
      },
    },
    artifact: {
      digest: sha256('model'),
      bytes: 412_337,
      files: [{ path: 'model/model.joblib', digest: sha256('joblib'), bytes: 412_337 }],
    },
    environment: {
      os: 'Linux 6.8',
      architecture: 'x64',
      cpu: { model: 'AMD EPYC 7763', cores: 4 },
      memoryBytes: 16_766_517_248,
      runner: 'ubuntu24 20260720.1',
      python: '3.12.11',
      packages: { numpy: '2.3.1', 'scikit-learn': '1.7.1' },
    },
    durationSeconds: 2.84,
    peakMemoryBytes: 241_172_480,
    exitCode: 0,
    ...changes,
  });
}

/** Files of the model that hold plain data only, as large as the run's artifact. */
export const modelFiles: ModelFiles = {
  files: 1,
  bytes: 412_337,
  plain: { safetensors: 1 },
  inspected: [],
  inspectedLeftOut: 0,
  unread: [],
  unreadLeftOut: 0,
};

type Values = Readonly<Record<string, number | null>>;

export function evaluation(
  values: Values,
  changes: Partial<Unsealed<'evaluation'>> = {},
): EvaluationRecord {
  const of = run();
  const rows = changes.evaluationSet?.rows ?? testSet.rows;
  const metrics = Object.entries(values).map(([id, value]) => [id, { value, rows }] as const);
  return seal('evaluation', {
    createdAt: at,
    producer: { action: 'evaluate', version: '0.1.0' },
    repository,
    commit: head,
    workflow,
    model: 'bike-demand',
    status: 'succeeded',
    checkout: head,
    task: 'regression',
    subject: { kind: 'candidate' },
    run: of.id,
    fingerprint: of.fingerprint,
    artifact: sha256('model'),
    evaluationSet: testSet,
    predictions: { path: 'predictions.csv', digest: sha256(JSON.stringify(values)), bytes: 9_000 },
    metrics: Object.fromEntries(metrics),
    reported: [{ path: 'metrics.json', values: { median_error: 18.2 } }],
    durationSeconds: 0.61,
    inspection: { modelFiles, failures: [] },
    ...changes,
  });
}

export function baseline(
  values: Values = baselineMetrics,
  changes: Partial<Baseline> = {},
  record: Partial<Unsealed<'evaluation'>> = {},
): Baseline {
  return {
    kind: 'merge-base',
    commit: base,
    commitsBehind: 0,
    evaluation: evaluation(values, {
      commit: base,
      artifact: sha256('ridge'),
      fingerprint: sha256('ridge fingerprint'),
      reported: [{ path: 'metrics.json', values: { median_error: 31.05 } }],
      ...record,
    }),
    run: run({
      commit: base,
      parameters: { 'params.yaml:model.kind': 'ridge', 'params.yaml:data.until': '2011-03-31' },
      fingerprint: sha256('ridge fingerprint'),
      artifact: {
        digest: sha256('ridge'),
        bytes: 9_411,
        files: [{ path: 'model/model.joblib', digest: sha256('ridge'), bytes: 9_411 }],
      },
      durationSeconds: 0.94,
      peakMemoryBytes: 188_743_680,
    }),
    version: '1.0.0',
    ...changes,
  };
}

/** The champion v1.0.0, evaluated again by the candidate's workflow run. */
export function champion(
  values: Values = baselineMetrics,
  changes: Partial<Unsealed<'evaluation'>> = {},
): EvaluationRecord {
  return evaluation(values, {
    subject: { kind: 'champion', version: '1.0.0' },
    artifact: sha256('ridge'),
    ...changes,
  });
}

export function candidate(changes: Partial<CandidateFacts> = {}): CandidateFacts {
  return {
    model: 'bike-demand',
    config,
    pullRequest: { number: 7, base, head, fork: false, author: 'octocat' },
    workflow: {
      kind: 'completed',
      conclusion: 'success',
      url: `https://github.com/${repository}/actions/runs/4711`,
      runId: 4711,
      attempt: 1,
    },
    source: {
      repository,
      commit: head,
      runId: 4711,
      attempt: 1,
      event: 'pull_request',
      workflow: '.github/workflows/ml.yml',
    },
    run: run(),
    evaluation: evaluation(betterMetrics),
    champion: null,
    refusals: [],
    baselines: [baseline()],
    history: [],
    use: { judgedBefore: 0, since: null },
    waivers: new Map(),
    reviews: null,
    changes: { gatePaths: [], complete: true, riskAfter: null },
    deployed: null,
    signatures: null,
    onDrift: null,
    ruleAnswers: new Map(),
    ...changes,
  };
}

/** What the rows say of one metric: the two values, and the 95% interval of their difference. */
export interface ComparedMetric {
  readonly baseline: number;
  readonly candidate: number;
  readonly interval: readonly [low: number, high: number];
}

/** A comparison row by row with a baseline, of normal distributions. */
export function comparison(
  metrics: Readonly<Record<string, ComparedMetric>>,
  of: EvaluationRecord = baseline().evaluation,
  changes: Partial<Comparison> = {},
): Comparison {
  const rows = testSet.rows;
  return {
    baseline: { evaluation: of.id, predictions: of.predictions?.digest ?? '' },
    rows: { candidate: rows, baseline: rows, compared: rows },
    resamples: 1_000,
    clusters: null,
    metrics: Object.fromEntries(
      Object.entries(metrics).map(
        ([
          id,
          {
            baseline,
            candidate,
            interval: [low, high],
          },
        ]) => [
          id,
          {
            baseline,
            candidate,
            difference: candidate - baseline,
            method: 'bootstrap',
            interval: { low, high },
            standardError: (high - low) / 3.92,
            quantiles: normalQuantiles(low, high),
          },
        ],
      ),
    ),
    slices: [],
    ...changes,
  };
}

/** What a bootstrap records of a normal distribution with this 95% interval. */
function normalQuantiles(low: number, high: number): number[] {
  const reach = levelScores[intervalPlaces.high] ?? 0;
  const quantiles = levelScores.map(
    (score) => (low + high) / 2 + ((high - low) / 2 / reach) * score,
  );
  quantiles[intervalPlaces.low] = low;
  quantiles[intervalPlaces.high] = high;
  return quantiles;
}

/** A candidate that was compared row by row with its baseline, whose mae was 40. */
export function comparedCandidate(
  { candidate: mae, interval }: Pick<ComparedMetric, 'candidate' | 'interval'>,
  gate: NonNullable<ModelConfig['gate']> = { metrics: { mae: { max_regression: '5%' } } },
): CandidateFacts {
  const before = baseline({ mae: 40 });
  const compared = comparison(
    { mae: { baseline: 40, candidate: mae, interval } },
    before.evaluation,
  );
  const evaluate = { ...config.evaluate, metrics: ['mae'] };
  return candidate({
    config: { ...config, evaluate, gate },
    evaluation: evaluation({ mae }, { comparisons: [compared] }),
    baselines: [before],
  });
}

/** The candidate with another gate. */
export function gated(
  gate: NonNullable<ModelConfig['gate']>,
  changes: Partial<CandidateFacts> = {},
): CandidateFacts {
  return candidate({ config: { ...config, gate }, ...changes });
}
