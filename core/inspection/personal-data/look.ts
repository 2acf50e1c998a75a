import type { PersonalDataFinding } from '../../../schemas/types.ts';
import { recognisers } from './index.ts';
import type { Found } from './recogniser.ts';

/** How often a text has one kind of personal data. */
export type Look = Pick<PersonalDataFinding, 'kind' | 'matches' | 'verified'>;

/** Whatever is found has a digit or an at sign. */
const worthALook = /[\d@]/;
/** Pictures in notebooks and the like: a long run that has no words. */
const encoded = /[A-Za-z\d+/=]{1000,}/g;

/** The kinds of personal data that a text has; none of the text itself. */
export function lookAt(text: string): readonly Look[] {
  if (text.length < 6 || !worthALook.test(text)) return [];
  let words = text.length < 1_000 ? text : text.replaceAll(encoded, ' ');
  return recognisers.flatMap(({ kind, find }) => {
    const found = find(words);
    if (found.length === 0) return [];
    const verified = found.filter(({ isVerified }) => isVerified);
    // The digits of an account are not taken for those of a card as well.
    words = without(words, verified);
    return [{ kind, matches: found.length, verified: verified.length }];
  });
}

/** A text without these parts of it, which are in their order. */
function without(text: string, parts: readonly Found[]): string {
  let [rest, end] = ['', 0];
  for (const part of parts) {
    rest += `${text.slice(end, part.start)} `;
    end = part.end;
  }
  return rest + text.slice(end);
}

/** Whether a text has personal data of any kind. */
export function looksPersonal(text: string): boolean {
  return lookAt(text).length > 0;
}

/** The name of a column as a record may have it: a file without a header has its first row there. */
export function columnLabel(name: string, index: number): string {
  return looksPersonal(name) ? `column ${index + 1}` : name.toWellFormed().slice(0, 256);
}

/** A sentence about a file as a record may have it: it may quote the file. */
export function withoutPersonalData(sentence: string): string {
  return looksPersonal(sentence)
    ? "It can't be read as a table, and why is not said here, since that would show personal data: read it with pandas to see."
    : sentence.toWellFormed().slice(0, 1_024);
}
