/**
 * The first day until which something was waived, by the text of a check of ours, that is over now; null where none is. Only
 * the text tells it without reading the ledger of every repository again and again.
 */
export function endedDay(text: string, now: Date): string | null {
  const today = now.toISOString().slice(0, 10);
  const days = [...text.matchAll(/Waived until (\d{4}-\d{2}-\d{2}) by/g)].map(
    ([, day]) => day ?? '',
  );
  return days.filter((day) => day < today).toSorted()[0] ?? null;
}
