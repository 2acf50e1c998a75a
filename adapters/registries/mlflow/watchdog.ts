/** Calls back once when what was expected did not come in time; never after it was stopped. */
export interface Watchdog {
  /** From now on, something must come within so many milliseconds. */
  expect(milliseconds: number): void;
  stop(): void;
}

/** A watchdog; with `within`, everything together must be over after so many milliseconds. */
export function watchdog(within: number | null, bite: (milliseconds: number) => void): Watchdog {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(whole);
  };
  const after = (milliseconds: number): NodeJS.Timeout =>
    setTimeout(() => {
      stop();
      bite(milliseconds);
    }, milliseconds);
  const whole = within === null ? undefined : after(within);
  return {
    expect(milliseconds) {
      clearTimeout(timer);
      if (!stopped) timer = after(milliseconds);
    },
    stop,
  };
}
