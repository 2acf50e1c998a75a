import { describe, expect, it } from 'vitest';
import { sha256 } from '../../core/record/digest.ts';
import { seal } from '../../core/record/seal.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import { bikes } from './bikes.ts';
import { testJob } from './job.ts';
import { ledgerService, type Past } from './ledger-service.ts';
import { released } from './released.ts';

const inputs = { model: 'bikes', token: 'secret' };
const rows = 40;
const parent = 'c'.repeat(40);

/** Predictions that are off by one of these amounts in turn, in rows of ten groups. */
function predictions(...offsets: readonly number[]): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const offset = offsets[index % offsets.length] ?? 0;
    const weather = index % 2 === 0 ? 'clear' : 'rain';
    return `${index},${index * 10},${index * 10 + offset},${weather}`;
  });
  return `id,y,y_hat,weather\n${lines.join('\n')}\n`;
}

const candidateRows = predictions(1, 2, 1, 3);
const baselineRows = predictions(3, 2, 5, 4);

/** The repository with these predictions, sliced by the weather. */
const files = {
  ...bikes,
  '.github/assay.yml': bikes['.github/assay.yml'].replace(
    'metrics: [mae, rmse]',
    'metrics: [mae, rmse]\n      slices: [weather]',
  ),
  'evaluate.sh': `cat > predictions.csv <<'END'\n${candidateRows}END\necho '{"own": 1}' > metrics.json\n`,
};

/** A job on the default branch that evaluates the candidate. */
async function evaluated(past: (head: string, set: EvaluationRecord['evaluationSet']) => Past) {
  const job = await testJob(files);
  await job.step('train', inputs);
  const alone = await job.step('evaluate', { model: 'bikes' });
  expect(alone.exitCode, alone.log).toBe(0);
  const { evaluationSet } = (await job.record('evaluation')) as EvaluationRecord;
  const gitHub = await ledgerService(past(job.head, evaluationSet));
  const result = await job.step('evaluate', inputs, gitHub.variables);
  expect(result.exitCode, result.log).toBe(0);
  return { result, gitHub, record: (await job.record('evaluation')) as EvaluationRecord };
}

/** The evaluation of the parent, whose predictions were these. */
function before(
  evaluationSet: EvaluationRecord['evaluationSet'],
  text = baselineRows,
): Readonly<EvaluationRecord> {
  return seal('evaluation', {
    createdAt: '2026-01-01T00:00:00Z',
    producer: { action: 'evaluate', version: '0.1.0' },
    repository: 'octo/models',
    commit: parent,
    workflow: { runId: 7, attempt: 1, name: 'ML', event: 'push', actor: 'octocat' },
    model: 'bikes',
    status: 'succeeded',
    checkout: parent,
    task: 'regression',
    subject: { kind: 'candidate' },
    artifact: sha256('model'),
    ...(evaluationSet === undefined ? {} : { evaluationSet }),
    predictions: {
      path: 'predictions.csv',
      digest: sha256(text),
      bytes: Buffer.byteLength(text),
    },
    metrics: { mae: { value: 3.5, rows }, rmse: { value: 3.67, rows } },
    reported: [],
    durationSeconds: 1,
  });
}

/** The parent was evaluated on the same rows, and its predictions are there. */
function kept(head: string, set: EvaluationRecord['evaluationSet']): Past {
  return { commits: [head, parent], records: [before(set)], predictions: baselineRows };
}

describe('evaluate, with a baseline in the ledger', () => {
  it('compares row by row with the predictions that the run of the baseline kept', async () => {
    const { record, result } = await evaluated(kept);
    expect([...result.warnings, ...result.errors]).toEqual([]);
    const [comparison] = record.comparisons ?? [];
    expect(comparison).toMatchObject({
      rows: { candidate: rows, baseline: rows, compared: rows },
      resamples: 1_000,
      clusters: null,
      metrics: { mae: { baseline: 3.5, candidate: 1.75, difference: -1.75, method: 'bootstrap' } },
    });
    const { interval } = comparison?.metrics['mae'] ?? {};
    expect(interval?.low).toBeGreaterThan(-3);
    expect(interval?.high).toBeLessThan(-0.5);
    expect(comparison?.slices.map(({ slice, rows: count }) => [slice[0]?.value, count])).toEqual([
      ['clear', 20],
      ['rain', 20],
    ]);
    expect(record.metrics['mae']?.interval?.low).toBeLessThan(1.75);
    expect(record.history).toMatchObject([{ commit: parent, metrics: { mae: 3.5 } }]);
    expect(result.summary).toContain('mae');
    expect(result.log).not.toContain('secret');
  });

  it('gives the same intervals again', async () => {
    const [one, two] = [await evaluated(kept), await evaluated(kept)];
    expect(one.record.comparisons).toEqual(two.record.comparisons);
  });

  it('takes them from the registered version once the artifact has expired', async () => {
    const version = await released({ 'model/weights.txt': 'offset: 5\n' });
    const { record } = await evaluated((head, set) => {
      const evaluation = before(set);
      const { id: _id, schema: _schema, ...about } = version.record;
      const registered = seal('version', {
        ...about,
        commit: parent,
        evaluation: evaluation.id,
      });
      return {
        commits: [head, parent],
        records: [evaluation, registered],
        predictions: null,
        releases: { [registered.tag]: { 'predictions.csv': baselineRows } },
      };
    });
    expect(record.comparisons?.[0]).toMatchObject({ metrics: { mae: { difference: -1.75 } } });
  });

  it.each<[string, (past: Past) => Past, RegExp]>([
    ['have expired', (past) => ({ ...past, predictions: null }), /was not kept, or it has expired/],
    [
      'may not be read',
      (past) => ({ ...past, refused: 403 }),
      /add "actions: read" to the job's permissions/,
    ],
    [
      'are others than the record names',
      (past) => ({ ...past, predictions: predictions(3, 2, 5, 9) }),
      /are not those of its record/,
    ],
    [
      'are of another size than the record names',
      (past) => ({ ...past, predictions: 'id,y\n' }),
      /does not hold the predictions of its record/,
    ],
  ])('still succeeds, and records why, when they %s', async (_, change, reason) => {
    const { record, result } = await evaluated((head, set) => change(kept(head, set)));
    expect(record.comparisons).toMatchObject([
      { refused: expect.stringMatching(reason) as string },
    ]);
    expect(record.metrics['mae']).toMatchObject({ value: 1.75, interval: {} });
    expect(record.slices?.map(({ rows: count }) => count)).toEqual([20, 20]);
    expect(result.log).toMatch(/::notice.*There will be no interval of the difference/);
    expect(result.log).not.toContain('secret');
  });

  it('does not compare what shares too few rows', async () => {
    const others = `id,y,y_hat,weather\n${Array.from({ length: rows }, (_, index) => `x${index},1,1,rain`).join('\n')}\n`;
    const { record } = await evaluated((head) => ({
      commits: [head, parent],
      records: [before({ digest: sha256('other rows'), rows }, others)],
      predictions: others,
    }));
    expect(record.comparisons?.[0]?.refused).toMatch(/./);
    expect(record.history).toEqual([]);
  });
});
