import * as core from '@actions/core';

/** A person who watches the log wants to know whether it still goes on, and not more often than that. */
const quietMilliseconds = 5_000;

/** Says in the log how far something has come, where it takes longer than a few seconds from the first call on. */
export function progress(what: string): (done: number, all: number) => void {
  let last: number | null = null;
  return (done, all) => {
    const now = performance.now();
    last ??= now;
    if (now - last < quietMilliseconds) return;
    last = now;
    core.info(`${what}: ${Math.round((100 * done) / all)}% (${done} of ${all}).`);
  };
}
