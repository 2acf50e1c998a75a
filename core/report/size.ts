/**
 * UTF-8 bytes of lines, with the line break that each ends with and the blank line before them: never fewer than
 * characters, however a reader counts those.
 */
export function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + byteLength(line) + 1, 1);
}

/** Without encoding the text, since everything that is shown goes through here. */
function byteLength(line: string): number {
  let bytes = line.length;
  for (let index = 0; index < line.length; index += 1) {
    const unit = line.charCodeAt(index);
    // A surrogate pair is four bytes in two units; a lone one is shown as three, so two more each is enough.
    if (unit > 0x7ff) bytes += unit >= 0xd800 && unit <= 0xdfff ? 1 : 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}
