import parseExpression from 'spdx-expression-parse';
import { failed, ok, type Result } from '../result.ts';
import huggingFace from './hugging-face.json' with { type: 'json' };

/**
 * A licence as somebody declared it: an SPDX expression, or a name that only Hugging Face knows. Names are Hugging
 * Face's ids without an SPDX licence, such as `llama3`, and stand for themselves.
 */
export type License =
  | { readonly kind: 'license'; readonly id: string; readonly exception: string | null }
  | { readonly kind: 'and' | 'or'; readonly left: License; readonly right: License };

const huggingFaceIds: ReadonlyMap<string, string | null> = new Map(Object.entries(huggingFace));

/** Ids that say that there is something, and not what. */
const unsaid: ReadonlySet<string> = new Set(['other', 'unknown', 'none', 'noassertion']);

/** Longer than any licence that people write; the parser is given no more. */
const longest = 256;

/**
 * Reads what stands under `license`: an SPDX id or expression, or a Hugging Face id (hub-docs, repositories-licenses).
 * A table maps these to SPDX: `gpl-3.0` is the version 3.0 and no later one. The reason of a failure ends a sentence
 * that begins with what was read.
 */
export function readLicense(text: string): Result<License> {
  const trimmed = text.trim();
  const lower = trimmed.toLowerCase();
  if (lower === '' || unsaid.has(lower)) return failed('does not say which licence it is');
  const mapped = huggingFaceIds.get(lower);
  if (mapped !== undefined) return ok(single(mapped ?? lower));
  const parsed = /^[A-Za-z0-9 .+():-]+$/.test(trimmed) ? parsedExpression(trimmed) : null;
  return parsed === null ? failed('is not a licence of SPDX or Hugging Face') : ok(parsed);
}

/** Whether a licence may be used where these are allowed: of a choice one part, of a combination every part. */
export function isAllowed(license: License, allowed: readonly License[]): boolean {
  if (license.kind === 'license') return allowed.some((one) => covers(one, license));
  const { left, right } = license;
  if (license.kind === 'or') return isAllowed(left, allowed) || isAllowed(right, allowed);
  return isAllowed(left, allowed) && isAllowed(right, allowed);
}

/** An SPDX exception only permits more, so a licence that is allowed is so with one. */
function covers(allowed: License, { id, exception }: License & { kind: 'license' }): boolean {
  if (allowed.kind !== 'license' || allowed.id !== id) return false;
  return allowed.exception === null || allowed.exception === exception;
}

function single(id: string, exception: string | null = null): License {
  return { kind: 'license', id, exception };
}

function parsedExpression(text: string): License | null {
  if (text.length > longest) return null;
  try {
    return fromInfo(parseExpression(text));
  } catch {
    return null;
  }
}

function fromInfo(info: parseExpression.Info): License {
  if ('conjunction' in info) {
    return { kind: info.conjunction, left: fromInfo(info.left), right: fromInfo(info.right) };
  }
  return single(current(info.license, info.plus === true), info.exception);
}

/**
 * SPDX's older names of the GNU licences did not say whether later versions are meant. Of others, `Apache-2.0+` lets one
 * choose that version.
 */
function current(id: string, isOrLater: boolean): string {
  if (!/^(?:A|L)?GPL-\d\.\d$|^GFDL-\d\.\d$/.test(id)) return id;
  return isOrLater ? `${id}-or-later` : `${id}-only`;
}
