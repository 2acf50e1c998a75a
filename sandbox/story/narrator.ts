import { styleText } from 'node:util';

/** Tells the story while it happens. */
export interface Narrator {
  act(title: string): void;
  /** Does one step, and tells it with the time it took. A step that throws is told as failed, and throws on. */
  step<Value>(text: string, work: () => Promise<Value>): Promise<Value>;
  /** One line of what goes on inside a step, such as a job that has started. */
  progress(text: string): void;
  /** Something worth reading below a step. */
  note(text: string): void;
}

/** Writes to a terminal: a step that is going on its own line, replaced by its outcome and time. */
export function terminalNarrator(out: NodeJS.WriteStream, now: () => number): Narrator {
  const live = out.isTTY;
  const rewrite = (line: string): void => {
    if (live) out.write(`\r\u001b[2K${line.slice(0, out.columns - 1)}`);
  };
  let current: string | undefined;
  /** What is worth reading of the step that is going on: it stands below the step's own line. */
  let notes: string[] = [];
  const tellNotes = (): void => {
    for (const line of notes) out.write(styleText('dim', `            ${line}\n`));
    notes = [];
  };
  return {
    act: (title) => out.write(`\n${styleText('bold', title)}\n`),
    async step(text, work) {
      current = text;
      rewrite(`  … ${text}`);
      const start = now();
      const took = (): string =>
        styleText('dim', `${((now() - start) / 1000).toFixed(1)} s`.padStart(8));
      try {
        const value = await work();
        rewrite('');
        out.write(`${took()}  ${styleText('green', '✓')} ${text}\n`);
        tellNotes();
        return value;
      } catch (error) {
        rewrite('');
        out.write(`${took()}  ${styleText('red', '✗')} ${text}\n`);
        throw error;
      } finally {
        current = undefined;
      }
    },
    progress(text) {
      if (current !== undefined) rewrite(`  … ${current}  ${text}`);
    },
    note(text) {
      notes.push(...text.split('\n'));
      if (current === undefined) tellNotes();
    },
  };
}

/** Tells nothing, for tests. */
export const silentNarrator: Narrator = {
  act: () => undefined,
  step: (_, work) => work(),
  progress: () => undefined,
  note: () => undefined,
};
