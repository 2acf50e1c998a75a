/** A text whose addresses have lost what stands behind their `?`: signatures and tokens may stand there. */
export function withoutQueries(text: string): string {
  return text.replaceAll(/(https?:\/\/[^\s?]{1,2000})\?[^\s"']*/g, '$1?…');
}
