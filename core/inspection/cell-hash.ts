import { type Cell, cellText } from '../predictions/columns/cell.ts';
import { parseNumber } from '../predictions/parse-number.ts';
import { plainNumber, tens } from './plain-number.ts';

/**
 * Two words of a value, and two of what values that nearly are the same have in common. Written in place: there may be
 * a billion of them.
 */
export interface CellHash {
  first: number;
  second: number;
  nearFirst: number;
  nearSecond: number;
}

/** A hash to write in. */
export function emptyHash(): CellHash {
  return { first: 0, second: 0, nearFirst: 0, nearSecond: 0 };
}

/**
 * Writes the hash of a value: of a number by its value, so that `0.50` in CSV is 0.5 in Parquet; of whatever else by its
 * text as values are compared in all kinds of files. Values nearly are the same when they are on one place of a grid:
 * see `nearNumber` and `nearText`.
 */
export function hashCell(cell: Cell, into: CellHash): void {
  const number = numberOf(cell);
  if (Number.isNaN(number)) hashTexts(cellText(cell), into);
  else hashNumbers(number, into);
}

/** A number that is compared by its value; NaN for a text, and for a whole number that a double can't hold. */
function numberOf(cell: Cell): number {
  if (typeof cell === 'number') return Number.isFinite(cell) ? wholeOrNone(cell) : Number.NaN;
  if (typeof cell === 'bigint') return wholeOrNone(Number(cell));
  if (typeof cell !== 'string') return Number.NaN;
  const plain = plainNumber(cell);
  if (!Number.isNaN(plain)) return plain;
  const number = parseNumber(cell);
  return wholeOrNone(number);
}

function wholeOrNone(number: number): number {
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? Number.NaN : number;
}

/**
 * With a fraction, to three significant digits; whole numbers stay: they are counts, codes and years. The texts' and the
 * numbers' places are one grid of p-stable hashing (Datar, Immorlica, Indyk, Mirrokni 2004, section 3), without its
 * random offset so that the same files give the same count. Values on both sides of a place's edge are missed.
 */
export function nearNumber(number: number): number {
  if (Number.isInteger(number)) return number;
  const power = 2 - Math.floor(Math.log10(Math.abs(number)));
  // What has a fraction is smaller than 2^53: the power is -13 at least.
  const scale = tens[Math.abs(power)];
  if (scale === undefined) return Number(number.toPrecision(3));
  return power < 0 ? Math.round(number / scale) * scale : Math.round(number * scale) / scale;
}

/** In lower case, with a space for whatever is neither letter nor digit. */
export function nearText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

function hashNumbers(number: number, into: CellHash): void {
  writeNumber(number);
  into.first = firstOf();
  into.second = secondOf();
  writeNumber(nearNumber(number));
  into.nearFirst = firstOf();
  into.nearSecond = secondOf();
}

/** 0 has two spellings. */
function writeNumber(number: number): void {
  double[0] = number === 0 ? 0 : number;
}

function firstOf(): number {
  return scattered(Math.imul(words[1] ?? 0, 0x0100_0193) + (words[0] ?? 0));
}

function secondOf(): number {
  return scattered(Math.imul(words[0] ?? 0, 0x85eb_ca6b) ^ (words[1] ?? 0));
}

function hashTexts(text: string, into: CellHash): void {
  const near = nearText(text);
  into.first = hashText(text, 0x811c_9dc5, 0x0100_0193);
  into.second = hashText(text, 0x9e37_79b9, 0x85eb_ca6b);
  into.nearFirst = hashText(near, 0x811c_9dc5, 0x0100_0193);
  into.nearSecond = hashText(near, 0x9e37_79b9, 0x85eb_ca6b);
}

/** FNV-1a over UTF-16 code units; two lanes have different odd multipliers, so that they fail independently. */
function hashText(text: string, start: number, multiplier: number): number {
  let hash = start;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), multiplier);
  }
  return scattered(hash);
}

/** Every bit depends on every bit: the finaliser of MurmurHash3. */
export function scattered(word: number): number {
  let bits = word;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
