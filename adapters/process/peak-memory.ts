import { readFileSync } from 'node:fs';

/** Watches a process and its children until stopped. */
export interface MemoryWatch {
  /** Ends the watch; the largest resident memory seen in bytes, or null when it could not be measured. */
  stop(): number | null;
}

const firstIntervalMs = 20;
const longestIntervalMs = 250;

/**
 * Samples the resident memory of a process tree from /proc, often at first (a short command must be seen at all),
 * then four times a second. The sum over the tree misses peaks between two samples; the kernel's own high-water
 * mark of each single process does not, so the answer is the larger of the two. Only Linux has /proc.
 */
export function watchPeakMemory(pid: number): MemoryWatch {
  let peakBytes = 0;
  let interval = firstIntervalMs;
  let timer: NodeJS.Timeout | undefined;
  const sample = (): void => {
    peakBytes = Math.max(peakBytes, treeMemoryBytes(pid));
    interval = Math.min(longestIntervalMs, interval * 1.5);
    timer = setTimeout(sample, interval);
    timer.unref();
  };
  sample();
  return {
    stop() {
      clearTimeout(timer);
      return peakBytes > 0 ? peakBytes : null;
    },
  };
}

/** The larger of the tree's resident memory now, and the largest high-water mark of one of its processes. */
function treeMemoryBytes(root: number): number {
  let resident = 0;
  let highest = 0;
  const waiting = [root];
  const seen = new Set<number>();
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    if (seen.has(pid)) continue;
    seen.add(pid);
    const status = readOrEmpty(`/proc/${pid}/status`);
    resident += kilobytes(status, 'VmRSS') * 1024;
    highest = Math.max(highest, kilobytes(status, 'VmHWM') * 1024);
    const children = readOrEmpty(`/proc/${pid}/task/${pid}/children`);
    waiting.push(...children.split(' ').filter(Boolean).map(Number));
  }
  return Math.max(resident, highest);
}

/** A process may end between two reads: then there is nothing to add. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function kilobytes(status: string, field: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}
