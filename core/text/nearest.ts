import { distance } from 'fastest-levenshtein';

const longestWord = 128;
const mostEdits = 3;

/**
 * The candidate that a misspelt word most likely meant, or null when none is near: at most 3 edits and at most
 * 40% of the longer word. Upper and lower case are alike; of equally near candidates the first wins.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word === '' || word.length > longestWord) return null;
  const lower = word.toLowerCase();
  let best: string | null = null;
  let fewest = mostEdits + 1;
  for (const candidate of candidates) {
    if (candidate.length > longestWord) continue;
    const edits = distance(lower, candidate.toLowerCase());
    const longer = Math.max(word.length, candidate.length);
    if (edits <= Math.ceil(longer * 0.4) && edits < Math.min(fewest, longer)) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}

/** The clause `; did you mean mae?` to put behind a statement, or `.` when nothing is near. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === null ? '.' : `; did you mean ${near}?`;
}
