import type { FactCollector } from './facts.ts';
import { message, type Shape, walkMessage } from './protobuf.ts';
import { type ByteSource, unreadable } from './source.ts';

/** Whether the fields at the top of a message are those of an ONNX model; numbers from onnx/onnx.proto. */
export function isOnnx(fields: ReadonlyMap<number, ReadonlySet<number>>): boolean {
  const known = [...fields.keys()].every(
    (number) => number <= 9 || [14, 20, 25, 26].includes(number),
  );
  return known && fields.get(7)?.has(2) === true && fields.get(1)?.has(0) === true;
}

/** A file beside the model in which a tensor lies, and where the last tensor in it ends. */
export type Outside = ReadonlyMap<string, number>;

/**
 * Finds where an ONNX model says that its tensors lie outside it, in whatever graph, function or attribute. Returns
 * the places that stay in the model's folder; the others are findings.
 */
export async function readOnnx(source: ByteSource, facts: FactCollector): Promise<Outside> {
  const places = new Map<string, number>();
  await walkMessage(
    source,
    modelShape((location, end) => {
      if (escapes(location)) facts.addFinding('escaping-path', location);
      else if (places.has(location) || places.size < 1_000) {
        places.set(location, Math.max(end, places.get(location) ?? 0));
      } else facts.addFinding('external-data', location);
    }),
  );
  return places;
}

/** Whether a path leads out of the folder that it is relative to. */
export function escapes(path: string): boolean {
  if (path.includes('\\') || path.includes('\0') || path.includes('\uFFFD')) return true;
  if (path.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return true;
  return path.split('/').includes('..');
}

function modelShape(onLocation: (location: string, end: number) => void): Shape {
  let entries: (readonly [key: string, value: string])[] = [];
  const take = (bytes: Uint8Array): void => {
    if (entries.length < mostEntries) entries.push(entryOf(bytes));
    else throw unreadable('It has a tensor whose place is described at length.');
  };
  const tensor = message(
    () => ({ 13: { kind: 'bytes', take } }),
    () => {
      const end = endOf(entries, 'offset') + endOf(entries, 'length');
      for (const [key, value] of entries) if (key === 'location') onLocation(value, end);
      entries = [];
    },
  );
  const sparse: Shape = { 1: tensor, 2: tensor };
  const attribute: Shape = {
    5: tensor,
    6: message(() => graph),
    10: tensor,
    11: message(() => graph),
    22: message(() => sparse),
    23: message(() => sparse),
  };
  const node: Shape = { 5: message(() => attribute) };
  const graph: Shape = {
    1: message(() => node),
    5: tensor,
    15: message(() => sparse),
  };
  const functions: Shape = { 7: message(() => node), 11: message(() => attribute) };
  const training: Shape = { 1: message(() => graph), 2: message(() => graph) };
  return { 7: message(() => graph), 20: message(() => training), 25: message(() => functions) };
}

const mostEntries = 100;

/** The largest of the numbers with this key, since loaders differ in which they take; endless for what is no number. */
function endOf(entries: readonly (readonly [string, string])[], key: string): number {
  const numbers = entries.filter(([each]) => each === key).map(([, value]) => value);
  return Math.max(
    0,
    ...numbers.map((value) => (/^\d{1,15}$/.test(value) ? Number(value) : Infinity)),
  );
}

/** An entry of `TensorProto.external_data`: two short texts, key and value. The last of each counts. */
function entryOf(entry: Uint8Array): readonly [key: string, value: string] {
  const texts = new Map<number, string>();
  for (let at = 0; at < entry.length;) {
    const key = entry[at] ?? 0;
    const [length, start] = shortVarint(entry, at + 1);
    // What is not plainly two texts may be a location in disguise.
    if ((key !== 0x0a && key !== 0x12) || start + length > entry.length) {
      return ['location', '\uFFFD'];
    }
    texts.set(key, new TextDecoder().decode(entry.subarray(start, start + length)));
    at = start + length;
  }
  return [texts.get(0x0a) ?? '', texts.get(0x12) ?? ''];
}

function shortVarint(bytes: Uint8Array, at: number): readonly [value: number, next: number] {
  let value = 0;
  for (let count = 0; count < 4; count += 1) {
    const byte = bytes[at + count] ?? 0;
    value += (byte & 0x7f) * 128 ** count;
    if (byte < 0x80) return [value, at + count + 1];
  }
  return [Number.MAX_SAFE_INTEGER, at];
}
