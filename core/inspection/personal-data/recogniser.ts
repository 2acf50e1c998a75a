import type { PersonalDataFinding } from '../../../schemas/types.ts';

/** A place in a text that has the form of personal data. */
export interface Found {
  readonly start: number;
  readonly end: number;
  /** Whether its checksum holds; false for a kind that has none. */
  readonly isVerified: boolean;
}

/** Finds one kind of personal data. One file, one line in `index.ts`. Takes time in proportion to the text. */
export interface Recogniser {
  readonly kind: PersonalDataFinding['kind'];
  readonly find: (text: string) => readonly Found[];
}

/** The matches of a pattern (with the flag `g`) that `judge` does not pass over; null passes one over. */
export function matchesOf(
  text: string,
  pattern: RegExp,
  judge: (match: string) => { readonly isVerified: boolean } | null,
): readonly Found[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const [found] = match;
    const judged = judge(found);
    if (judged === null) return [];
    return [{ start: match.index, end: match.index + found.length, ...judged }];
  });
}
