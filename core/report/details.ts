import type { EvaluationRecord, RunRecord } from '../../schemas/types.ts';
import type { CandidateFacts, Judgement } from '../judge/facts.ts';
import { type Change, environmentRows } from './environment.ts';
import { digest } from './link.ts';
import { literal } from './literal.ts';
import { formatBytes, formatCount, formatDuration, formatNumber, noValue } from './number.ts';
import { firstRows, more, table } from './table.ts';

const mostReported = 40;

/** Cost, environment and digests of the candidate beside the baseline's. */
export function runTable(facts: CandidateFacts, judgement: Judgement): readonly string[] {
  const { run, evaluation } = facts;
  const before = judgement.baseline;
  const old = before?.run ?? null;
  const rows: readonly Change[] = [
    ['Training time', duration(old), duration(run)],
    [
      'Peak memory',
      formatBytes(old?.peakMemoryBytes ?? null),
      formatBytes(run?.peakMemoryBytes ?? null),
    ],
    [
      'Model size',
      formatBytes(old?.artifact?.bytes ?? null),
      formatBytes(run?.artifact?.bytes ?? null),
    ],
    ...environmentRows(old?.environment ?? null, run?.environment ?? null),
    [
      'Model digest',
      digest(before?.evaluation.artifact),
      digest(evaluation?.artifact ?? run?.artifact?.digest),
    ],
    ['Fingerprint', digest(before?.evaluation.fingerprint), digest(run?.fingerprint)],
    [
      'Evaluation set',
      digest(before?.evaluation.evaluationSet?.digest),
      digest(evaluation?.evaluationSet?.digest),
    ],
    ['Judged on it so far', noValue, judgedOn(judgement)],
    ['Run record', digest(old?.id ?? before?.evaluation.run), digest(run?.id)],
    ['Evaluation record', digest(before?.evaluation.id), digest(evaluation?.id)],
  ];
  return table(
    [
      { heading: '', align: 'left' },
      { heading: 'Baseline', align: 'left' },
      { heading: 'Candidate', align: 'left' },
    ],
    rows.filter(([, baseline, candidate]) => baseline !== noValue || candidate !== noValue),
  );
}

function judgedOn({ wear }: Judgement): string {
  return wear === null ? noValue : formatCount(wear.judged, 'pull request');
}

function duration(run: RunRecord | null): string {
  if (run === null) return noValue;
  return run.cache.hit ? 'restored from the cache' : formatDuration(run.durationSeconds);
}

/** The project's own numbers, as its metric files tell them; empty when there are none. */
export function reportedTable(
  evaluation: EvaluationRecord | null,
  baseline: EvaluationRecord | null,
): readonly string[] {
  const rows = (evaluation?.reported ?? []).flatMap(({ path, values }) =>
    Object.entries(values).map(([key, value]) => [
      `${literal(path, 80)} ${literal(key, 80)}`,
      formatNumber(reported(baseline, path, key)),
      formatNumber(value),
    ]),
  );
  if (rows.length === 0) return [];
  const { shown, left } = firstRows(rows, mostReported);
  const columns = [
    { heading: 'Reported by the project', align: 'left' },
    { heading: 'Baseline', align: 'right' },
    { heading: 'Candidate', align: 'right' },
  ] as const;
  return [...table(columns, shown), ...more(left, 'numbers were reported.')];
}

function reported(baseline: EvaluationRecord | null, path: string, key: string): number | null {
  const file = baseline?.reported.find((entry) => entry.path === path);
  return file !== undefined && Object.hasOwn(file.values, key) ? (file.values[key] ?? null) : null;
}
