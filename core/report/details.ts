import type { Environment, EvaluationRecord, RunRecord } from '../../schemas/types.ts';
import type { CandidateFacts, Judgement } from '../judge/facts.ts';
import { digest } from './link.ts';
import { literal } from './literal.ts';
import { formatBytes, formatDuration, formatNumber, noValue } from './number.ts';
import { firstRows, more, table } from './table.ts';

const most = { packages: 30, reported: 40 };

/** A collapsed part of a comment. */
export function collapsed(summary: string, lines: readonly string[]): readonly string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}

type Row = readonly [what: string, baseline: string, candidate: string];

/** Cost, environment and digests of the candidate beside the baseline's. */
export function runTable(facts: CandidateFacts, judgement: Judgement): readonly string[] {
  const { run, evaluation } = facts;
  const before = judgement.baseline;
  const old = before?.run ?? null;
  const rows: readonly Row[] = [
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

function duration(run: RunRecord | null): string {
  if (run === null) return noValue;
  return run.cache.hit ? 'restored from the cache' : formatDuration(run.durationSeconds);
}

function environmentRows(before: Environment | null, after: Environment | null): readonly Row[] {
  return [
    ['Runner', runner(before), runner(after)],
    ['Processor', processor(before), processor(after)],
    ['Python', python(before), python(after)],
    ...packageRows(before, after),
  ];
}

function runner(environment: Environment | null): string {
  if (environment === null) return noValue;
  return `${literal(environment.runner, 60)}, ${literal(environment.os, 60)} ${literal(environment.architecture, 20)}`;
}

function processor(environment: Environment | null): string {
  if (environment === null) return noValue;
  const { cpu, memoryBytes } = environment;
  return `${cpu.cores} \u00d7 ${literal(cpu.model, 60)}, ${formatBytes(memoryBytes)}`;
}

function python(environment: Environment | null): string {
  const version = environment?.python ?? null;
  return version === null ? noValue : literal(version, 40);
}

/** Packages whose versions differ; without a baseline none, since nothing changed. */
function packageRows(before: Environment | null, after: Environment | null): readonly Row[] {
  if (before === null || after === null) return [];
  const names = [...new Set([...Object.keys(after.packages), ...Object.keys(before.packages)])];
  const changed = names
    .map((name) => [name, version(before, name), version(after, name)] as const)
    .filter(([, old, now]) => old !== now);
  const { shown, left } = firstRows(changed, most.packages);
  const rows = shown.map(([name, old, now]): Row => [`Package ${literal(name, 60)}`, old, now]);
  return left === 0 ? rows : [...rows, [`and ${left} more packages`, noValue, 'changed']];
}

function version({ packages }: Environment, name: string): string {
  const found = Object.hasOwn(packages, name) ? packages[name] : undefined;
  return found === undefined ? noValue : literal(found, 40);
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
  const { shown, left } = firstRows(rows, most.reported);
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
