/** A part that is folded away. The summary is HTML of ours: untrusted text goes into it only through `summaryCode`. */
export function collapsed(summary: string, lines: readonly string[]): readonly string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}

/** A metric's id for a summary, where Markdown is not read and `literal` would not do; null for what is no plain id. */
export function summaryCode(id: string): string | null {
  return /^[a-z][a-z0-9_]{0,40}(?:@[\d.]{1,12})?$/.test(id) ? `<code>${id}</code>` : null;
}
