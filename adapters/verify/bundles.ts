import { parse } from '../../core/signature/json.ts';
import type { Found, FoundBundle, TrustFacts } from '../../core/verify/facts.ts';
import type { Trust } from '../signature/trust.ts';
import { openBundle, peek } from '../signature/verify.ts';

/** What signatures are verified with, and whose they must be. */
export interface Asked {
  readonly trust: Trust;
  readonly facts: TrustFacts;
}

const mostBundles = 50;
/** A model of ten thousand files has a statement of some megabytes. */
const longestStatement = 16_000_000;

/** The signature of the model's files. */
export function readModelSignature(text: Found<string>, asked: Asked | null): Found<FoundBundle> {
  return text.kind === 'found' ? { kind: 'found', value: readBundle(text.value, asked) } : text;
}

/** The attestations, one bundle a line. */
export function readAttestations(
  text: Found<string>,
  asked: Asked | null,
): Found<readonly FoundBundle[]> {
  if (text.kind !== 'found') return text;
  const lines = text.value.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return { kind: 'bad', reason: 'The file of the attestations is empty.' };
  if (lines.length > mostBundles) {
    return { kind: 'bad', reason: `There are more than ${mostBundles} attestations.` };
  }
  return { kind: 'found', value: lines.map((line) => readBundle(line, asked)) };
}

/** Never throws: what can't be read holds no statement. */
function readBundle(text: string, asked: Asked | null): FoundBundle {
  const bundle = parse(text);
  const said = peek(bundle);
  const statement = said === null ? null : parse(said);
  if (asked === null) return { statement, signature: { kind: 'unchecked' } };
  const opened = openBundle(bundle, asked.trust, longestStatement);
  if (!opened.ok) return { statement, signature: { kind: 'refused', reason: opened.reason } };
  const { signer, payload } = opened.value;
  return { statement: parse(payload), signature: { kind: 'verified', signer } };
}
