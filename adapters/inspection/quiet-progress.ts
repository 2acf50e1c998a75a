import type { Subject } from './inspector.ts';

/** Who watches the log wants to know whether it still goes on, and not more often than that. */
const quietMilliseconds = 10_000;

/** Says how far the reading of a file has come, where it takes longer than ten seconds. */
export function quietProgress({ progress }: Subject, what: string): (share: number) => void {
  let last = performance.now();
  return (share) => {
    const now = performance.now();
    if (now - last < quietMilliseconds) return;
    last = now;
    progress(`${what}: ${Math.round(100 * share)}%.`);
  };
}
