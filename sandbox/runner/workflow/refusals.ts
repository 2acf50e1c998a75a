import type { Templates } from './model.ts';
import type { Source } from './source.ts';

/** Gathers what a workflow file asks for and this runner does not do, each by name and place. */
export class Refusals {
  readonly #found: string[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  get all(): readonly string[] {
    return this.#found;
  }

  /** `what` completes: `<file>:<line>:<column>: <where> …`. */
  add(keys: readonly (string | number)[], where: string, what: string): void {
    const { line, column } = this.#source.place(keys);
    this.#found.push(`${this.#source.path}:${line}:${column}: ${where} ${what}.`);
  }

  /** Refuses every key that is not among those this runner understands. */
  unknownKeys(
    value: Templates,
    understood: readonly string[],
    keys: readonly (string | number)[],
    where: string,
  ): void {
    for (const key of Object.keys(value)) {
      if (understood.includes(key)) continue;
      const list = understood.join(', ');
      this.add(
        [...keys, key],
        where,
        `has the key \`${key}\`, which the local runner does not do; it does: ${list}`,
      );
    }
  }
}
