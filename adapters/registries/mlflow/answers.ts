/** What lies in an answer under these keys; undefined where there is nothing. */
export function within(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

/** The text under these keys; empty where there is none. */
export function textWithin(value: unknown, ...keys: readonly string[]): string {
  const found = within(value, ...keys);
  return typeof found === 'string' ? found : '';
}

/** The list under this key; MLflow leaves empty ones out. */
export function listWithin(value: unknown, key: string): readonly unknown[] {
  const found = within(value, key);
  return Array.isArray(found) ? found : [];
}

/** A whole number that is not negative, as a number or as text, as protobuf's JSON has it; null for anything else. */
export function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
