/**
 * Writes for each code the number that a table has for it, and gives what was written to. A loop, since
 * `Int32Array.from` with a function first makes a list of all rows.
 */
export function recode<Into extends Int32Array | Uint8Array>(
  codes: Uint16Array | Int16Array,
  table: Int32Array,
  into: Into,
): Into {
  for (let row = 0; row < codes.length; row++) into[row] = table[codes[row] ?? -1] ?? -1;
  return into;
}
