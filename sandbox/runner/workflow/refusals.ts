import type { Template, Templates } from './model.ts';
import { problemAt, type Problem } from './problem.ts';
import type { Source } from './source.ts';

type Keys = readonly (string | number)[];

/** Gathers what a workflow file asks for and this runner does not do, each by name and place. */
export class Refusals {
  readonly #found: Problem[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  get all(): readonly Problem[] {
    return this.#found;
  }

  /** `what` completes: `<file>:<line>:<column>: <where> …`. */
  add(keys: Keys, where: string, what: string): void {
    const { path } = this.#source;
    this.#found.push(problemAt(path, this.#source.place(keys), `${where} ${what}.`));
  }

  /** Refuses every key that is not among those this runner understands. */
  unknownKeys(value: Templates, understood: readonly string[], keys: Keys, where: string): void {
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

  /** Refuses keys that are expressions, such as `${{ insert }}`, wherever they are. */
  expressionKeys(value: Template, keys: Keys = []): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries<Template>(value)) {
      const own = [...keys, Array.isArray(value) ? Number(key) : key];
      if (key.includes('${{')) {
        this.add(own, `the key \`${key}\``, 'is an expression, which the local runner does not do');
      }
      this.expressionKeys(item, own);
    }
  }
}
