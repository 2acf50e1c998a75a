/** What a document of others may hold before it is validated: enough for a thousand components. */
export const mostValues = 100_000;
export const mostDepth = 64;

/** Whether a parsed JSON document keeps the bounds; without recursion, so that no depth ends the stack. */
export function isWithinBounds(document: unknown, most = mostValues): boolean {
  let level: readonly unknown[] = [document];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length;
    if (depth > mostDepth || values > most) return false;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return true;
}
