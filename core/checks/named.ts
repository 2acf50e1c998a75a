const most = 5;

/** Findings as one sentence: the first five, and how many there are beside them. Each has no full stop. */
export function named(findings: readonly string[]): string {
  const left = findings.length - most;
  return `${findings.slice(0, most).join('; ')}${left > 0 ? `; and ${left} more` : ''}.`;
}
