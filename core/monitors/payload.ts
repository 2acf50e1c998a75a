import { failed, ok, type Result } from '../result.ts';

/** No monitor nests deeper, and none needs more values in a megabyte. */
const deepest = 40;
const mostValues = 200_000;

/** What Python writes for a number that JSON does not have. */
const notFinite = /-?\bInfinity\b|\bNaN\b/g;

/**
 * The payload of a text that may be anything. Numbers that are not finite become null: `1e999`, and the `NaN` and
 * `Infinity` that Python's `json` writes. A sentence where it is no JSON, or nested or filled beyond reason.
 */
export function parsePayload(text: string): Result<unknown> {
  const value = parsed(text) ?? parsed(withoutNotFinite(text));
  return value === null ? failed('This is no JSON.') : boundedPayload(value.value);
}

/** The same of a value that was JSON already. */
export function boundedPayload(value: unknown): Result<unknown> {
  const budget = { values: mostValues };
  const clean = cleaned(value, deepest, budget);
  if (budget.values < 0) return failed(`This holds more than ${mostValues} values.`);
  return clean === tooDeep ? failed(`This is nested deeper than ${deepest} levels.`) : ok(clean);
}

/** Only outside of texts; by hand, since an expression over texts that have no end may take for ever. */
function withoutNotFinite(text: string): string {
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    const open = text.indexOf('"', from);
    const outside = text.slice(from, open < 0 ? text.length : open);
    parts.push(outside.replaceAll(notFinite, 'null'));
    if (open < 0) break;
    from = endOfText(text, open);
    parts.push(text.slice(open, from));
  }
  return parts.join('');
}

/** Behind the quotation mark that ends the text which begins at `open`. */
function endOfText(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(text.length, at + 1);
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

const tooDeep = Symbol('too deep');

/** A copy with finite numbers only; counts what it holds, and stops where that is too much. */
function cleaned(value: unknown, levels: number, budget: { values: number }): unknown {
  budget.values -= 1;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return tooDeep;
  const copies: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (budget.values < 0) return null;
    const copy = cleaned(inner, levels - 1, budget);
    if (copy === tooDeep) return tooDeep;
    copies.push([key, copy]);
  }
  return Array.isArray(value) ? copies.map(([, copy]) => copy) : Object.fromEntries(copies);
}
