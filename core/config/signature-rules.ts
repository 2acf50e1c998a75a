import type { SignatureConfig } from '../../schemas/types.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem } from './problem.ts';
import { select } from './select.ts';

/** The keys that say by which workflow a model is signed; they stand together. */
const ofWorkflow = [
  'issuer',
  'workflow',
  'roots',
] as const satisfies readonly (keyof SignatureConfig)[];

/** `gate.signature` names either a key, or a workflow with who vouches for it and the roots of trust. */
export function signatureProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.gate.signature').flatMap(({ keys, value }) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    const given = ofWorkflow.filter((key) => Object.hasOwn(value, key));
    const missing = ofWorkflow.filter((key) => !given.includes(key));
    const ending = problemOf(Object.hasOwn(value, 'key'), given, missing);
    if (ending === null) return [];
    return [{ ...document.place(keys, 'key'), sentence: `${keyPath(keys)} ${ending}` }];
  });
}

/** What is wrong, as the end of a sentence; null when nothing is. */
function problemOf(
  hasKey: boolean,
  given: readonly string[],
  missing: readonly string[],
): string | null {
  if (hasKey && given.length === 0) return null;
  if (hasKey) return `names a key and a workflow's ${given.join(', ')}: keep one of the two.`;
  if (missing.length === 0) return null;
  return given.length === 0
    ? 'must name who signs: either key, or issuer, workflow and roots.'
    : `names a workflow's ${given.join(', ')} without ${missing.join(', ')}: add what is missing.`;
}
