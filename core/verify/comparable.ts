import { canonicalJson } from '../record/digest.ts';

/** Parsed JSON of others as a text that can be compared with one of ours; null for what has no canonical form. */
export function comparable(value: unknown): string | null {
  try {
    return canonicalJson(value ?? null);
  } catch {
    return null;
  }
}
