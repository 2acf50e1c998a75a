const longest = 40;

/** A text from a file in double quotes, on one line, cut to a readable length. */
export function quoted(text: string): string {
  return JSON.stringify(cut(text));
}

/** The names of columns or classes for a sentence: plain where they are words, else in quotes; the first `most`. */
export function listed(names: readonly string[], most: number): string {
  const shown = names
    .slice(0, most)
    .map((name) => (/^[\w.@/-]{1,40}$/.test(name) ? name : quoted(name)))
    .join(', ');
  return names.length > most ? `${shown} and ${grouped(names.length - most)} more` : shown;
}

/** A whole number with thousands in groups: `17,379`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function cut(text: string): string {
  if (text.length <= longest) return text;
  // Not through the middle of a character that takes two code units.
  return `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
