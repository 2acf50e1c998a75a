import type { CandidateFacts, Judgement, MetricComparison } from '../core/judge/facts.ts';
import type { CommentModel } from '../core/report/comment.ts';
import type {
  Comparison,
  EvaluationRecord,
  HistoryPoint,
  ModelConfig,
  RunRecord,
  SliceDifferences,
} from '../schemas/types.ts';

/** How much there is to show. */
export interface Size {
  readonly models: number;
  readonly metrics: number;
  readonly slices: number;
}

const repository = 'acme/models';
const at = '2026-07-26T10:00:00Z';
const commit = 'c'.repeat(40);
const digest = `sha256:${'d'.repeat(64)}`;
const rows = 25_000;

/** Models of a large pull request, each with everything that a comment shows; the same at each call. */
export function largePullRequest(size: Size): readonly CommentModel[] {
  return count(size.models).map((index) => model(index, size));
}

function model(index: number, size: Size): CommentModel {
  const name = `model-${index}`;
  const ids = count(size.metrics).map((metric) => `metric_${metric}`);
  const comparison = compared(ids, size.slices);
  const evaluation = evaluationOf(name, ids, comparison);
  const run = runOf(name);
  const baseline = {
    kind: 'merge-base',
    commit: 'b'.repeat(40),
    commitsBehind: 0,
    evaluation,
    run,
    version: '1.0.0',
  } as const;
  const facts: CandidateFacts = {
    model: name,
    config: configOf(ids),
    pullRequest: { number: 1, base: 'b'.repeat(40), head: commit, fork: false, author: 'octocat' },
    workflow: {
      kind: 'completed',
      conclusion: 'success',
      url: `https://github.com/${repository}/actions/runs/1`,
      runId: 1,
      attempt: 1,
    },
    source: {
      repository,
      commit,
      runId: 1,
      attempt: 1,
      event: 'pull_request',
      workflow: '.github/workflows/ml.yml',
    },
    run: { ...run, parameters: { 'params.yaml:depth': index, 'params.yaml:rate': 0.1 } },
    evaluation,
    champion: null,
    refusals: [],
    baselines: [baseline],
    waivers: new Map(),
    reviews: null,
    changes: { gatePaths: [], complete: true, riskAfter: null },
    deployed: null,
    signatures: null,
    history: historyOf(ids),
    use: { judgedBefore: 3, since: null },
    onDrift: null,
    ruleAnswers: new Map(),
  };
  return { facts, judgement: judgementOf(facts, ids, comparison, index % 3 === 0) };
}

function judgementOf(
  facts: CandidateFacts,
  ids: readonly string[],
  comparison: Comparison,
  fails: boolean,
): Judgement {
  const outcome = fails ? 'fail' : 'pass';
  return {
    model: facts.model,
    outcome,
    checks: [
      { check: 'records', outcome: 'pass', sentence: 'Both records are here.', evidence: [] },
      { check: 'metric-gate', outcome, sentence: 'By the rows.', evidence: [] },
    ],
    comparisons: ids.map((id, index) => metricOf(id, index, fails)),
    baseline: facts.baselines[0] ?? null,
    notes: [],
    comparison,
    regressedSlices: comparison.slices.slice(0, 4).map(({ slice, rows: size }, index) => ({
      slice,
      metric: ids[index] ?? 'metric_0',
      rows: size,
      baseline: 0.8,
      candidate: 0.7,
      difference: -0.1,
      interval: { low: -0.13, high: -0.07 },
      adjustedPValue: 0.0003,
    })),
    wear: { judged: 4, worn: false, sentence: '4 pull requests were judged on these rows.' },
  };
}

function metricOf(metric: string, index: number, fails: boolean): MetricComparison {
  const worse = fails && index === 0;
  const difference = (index % 7) / 100 - 0.02;
  return {
    metric,
    direction: index % 2 === 0 ? 'higher' : 'lower',
    baseline: 0.8,
    candidate: 0.8 + difference,
    difference,
    interval: { low: difference - 0.0123, high: difference + 0.0119 },
    candidateInterval: { low: 0.77, high: 0.83 },
    method: 'bootstrap',
    assessment: worse ? 'worse' : 'not-worse',
    beyondLimit: false,
    rowsNeeded: null,
    reason: null,
    rows,
    change: worse ? 'regression' : 'better',
    gate: index < 8 ? 'at most 1% worse' : null,
    outcome: gateOutcome(worse, index),
    sentence: 'It is within its bounds.',
  };
}

function gateOutcome(worse: boolean, index: number): MetricComparison['outcome'] {
  if (index >= 8) return null;
  return worse ? 'fail' : 'pass';
}

function compared(ids: readonly string[], slices: number): Comparison {
  return {
    baseline: { evaluation: digest, predictions: digest },
    rows: { candidate: rows, baseline: rows, compared: rows },
    resamples: 1_000,
    clusters: null,
    metrics: {},
    slices: count(slices).map((index) => sliceOf(ids, index)),
  };
}

function sliceOf(ids: readonly string[], index: number): SliceDifferences {
  const values = ids.map((id, metric) => {
    const difference = ((index * 7 + metric * 3) % 11) / 100 - 0.05;
    const interval = { low: difference - 0.021, high: difference + 0.023 };
    return [id, { baseline: 0.8, candidate: 0.8 + difference, difference, interval, pValue: 0.2 }];
  });
  const slice: SliceDifferences['slice'] = [
    { column: 'region', value: `region ${index}` },
    { column: 'age', from: index, to: index + 5.5 },
  ];
  return { slice, rows: 20 + index * 40, metrics: Object.fromEntries(values) };
}

function historyOf(ids: readonly string[]): readonly HistoryPoint[] {
  return count(30).map((run) => ({
    commit,
    createdAt: at,
    metrics: Object.fromEntries(ids.map((id, metric) => [id, 0.7 + ((run * metric) % 13) / 100])),
  }));
}

function evaluationOf(
  model: string,
  ids: readonly string[],
  comparison: Comparison,
): EvaluationRecord {
  const places = count(101).map((index) => index / 100);
  const bins = count(20).map((index) => (index + 0.5) / 20);
  return {
    schema: 'urn:assay:schema:evaluation:1.0',
    id: digest,
    createdAt: at,
    producer: { action: 'evaluate', version: '0.1.0' },
    repository,
    commit,
    model,
    status: 'succeeded',
    checkout: commit,
    task: 'binary',
    subject: { kind: 'candidate' },
    evaluationSet: { digest, rows },
    metrics: Object.fromEntries(ids.map((id) => [id, { value: 0.8, rows }])),
    reported: [],
    durationSeconds: 4,
    comparisons: [comparison],
    charts: [
      { kind: 'roc', truePositiveRate: places.map((x) => x ** 0.2) },
      { kind: 'precision-recall', precision: places.map((x) => 1 - x / 2) },
      { kind: 'calibration', predicted: bins, observed: bins, rows: bins.map(() => 50) },
      {
        kind: 'confusion',
        classes: ['no', 'yes'],
        rows: [
          [20_000, 1_000],
          [1_000, 3_000],
        ],
      },
    ],
  };
}

function runOf(model: string): RunRecord {
  return {
    schema: 'urn:assay:schema:run:1.0',
    id: digest,
    createdAt: at,
    producer: { action: 'train', version: '0.1.0' },
    repository,
    commit,
    model,
    status: 'succeeded',
    checkout: commit,
    command: 'python train.py',
    fingerprint: digest,
    cache: { available: true, hit: false },
    inputs: [],
    parameters: { 'params.yaml:depth': 3, 'params.yaml:rate': 0.08 },
    data: {},
    environment: {
      os: 'Linux 6.8',
      architecture: 'x64',
      cpu: { model: 'AMD EPYC 7763', cores: 4 },
      memoryBytes: 16_000_000_000,
      runner: 'ubuntu24',
      python: '3.12.11',
      packages: Object.fromEntries(count(60).map((index) => [`package-${index}`, '1.0.0'])),
    },
    durationSeconds: 61,
    peakMemoryBytes: 900_000_000,
    exitCode: 0,
  };
}

function configOf(metrics: readonly string[]): ModelConfig {
  return {
    task: 'binary',
    train: { run: 'python train.py', inputs: ['train.py'], outputs: ['model/'] },
    evaluate: {
      predictions: { path: 'predictions.parquet', label: 'y', prediction: 'y_hat' },
      metrics: [...metrics],
    },
  };
}

function count(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
