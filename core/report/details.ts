import type { RunRecord } from '../../schemas/types.ts';
import type { CandidateFacts, Judgement } from '../judge/facts.ts';
import { type Change, environmentRows } from './environment.ts';
import { digest } from './link.ts';
import { formatBytes, formatCount, formatDuration, noValue } from './number.ts';
import { table } from './table.ts';

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
