/**
 * A text of others, cut to what a record takes. Well formed whatever was cut or escaped: half a surrogate pair has no
 * canonical JSON.
 */
export function bounded(text: string, mostCharacters: number): string {
  return text.slice(0, mostCharacters).toWellFormed();
}
