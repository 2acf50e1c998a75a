/** The length of a text in characters as people count them, but for those that are made of several. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
