/** A value in a document and the keys that lead to it; list positions are keys, too. */
export interface Found {
  readonly keys: readonly string[];
  readonly value: unknown;
}

/**
 * All values at a path such as `models.*.train.inputs.*`, where `*` is any key or position. What isn't there
 * is left out, so rules can look at a document that isn't valid.
 */
export function select(root: unknown, pattern: string): readonly Found[] {
  let found: readonly Found[] = [{ keys: [], value: root }];
  for (const step of pattern.split('.')) {
    found = found.flatMap(({ keys, value }) =>
      entriesOf(value)
        .filter(([key]) => step === '*' || key === step)
        .map(([key, inner]) => ({ keys: [...keys, key], value: inner })),
    );
  }
  return found;
}

/** The one value at exactly these keys, or undefined. */
export function valueAt(root: unknown, keys: readonly string[]): unknown {
  let value = root;
  for (const key of keys) {
    value = entriesOf(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
