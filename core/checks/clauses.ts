import clauses from './clauses.json' with { type: 'json' };

/** A law or standard, and the clauses of it that a check serves. */
export interface ServedClauses {
  /** As the table of clauses calls it, such as `eu-ai-act`. */
  readonly framework: string;
  readonly name: string;
  readonly clauses: readonly string[];
}

type Served = Readonly<Record<string, readonly string[]>>;

const frameworks: Readonly<Record<string, { readonly name: string; readonly about: string }>> =
  clauses.frameworks;
const served: Readonly<Record<string, Served>> = clauses.checks;

/** Every framework of the table, in its order. */
export const allFrameworks = Object.entries(frameworks).map(([id, about]) => ({ id, ...about }));

/** The clauses that a check serves, by `clauses.json`; none for an id that the table does not have. */
export function clausesOf(check: string): readonly ServedClauses[] {
  const of = Object.hasOwn(served, check) ? (served[check] ?? {}) : {};
  return Object.entries(of).map(([framework, list]) => ({
    framework,
    name: frameworks[framework]?.name ?? framework,
    clauses: list,
  }));
}

/** The same in words: `EU AI Act Art 14; NIST AI RMF GOVERN 3.2`; empty for none. */
export function clausesInWords(check: string): string {
  return clausesOf(check)
    .map(({ name, clauses: list }) => `${name} ${list.join(', ')}`)
    .join('; ');
}
