import type { FactCollector } from './facts.ts';
import { type ByteSource, piecesOf } from './source.ts';

/** No marker that is followed is longer. */
const overlap = 2_048;

const gap = String.raw`[ \t\r\n]{0,64}`;
const module = /"module\\*"/g;
const whole = new RegExp(
  `^"module"${gap}:${gap}(?:null|"([^"\\\\]{0,200})"${gap},${gap}"class_name"${gap}:${gap}"([^"\\\\]{0,200})")`,
);
/** JSON may write any character by its number; nothing that saves a model does so with plain letters. */
const disguised = /\\u00[2-7][0-9a-fA-F]/;

/**
 * Looks for Keras's description of its layers as JSON inside other bytes (HDF5, protocol buffers, a very large text),
 * where it is not parsed: layers with code in them, and what is to be imported.
 */
export async function readMarkers(source: ByteSource, facts: FactCollector): Promise<void> {
  let offset = 0;
  for await (const piece of piecesOf(source, overlap)) {
    offset += piece.length;
    const text = new TextDecoder('latin1').decode(piece);
    // A marker near the end of a piece comes again, whole, at the start of the next.
    takeMarkers(text, facts, offset >= source.sizeBytes ? Infinity : text.length - overlap);
    offset -= Math.min(overlap, offset);
  }
}

/** Looks for the same in one text; for modules up to a place. In a text inside a text, quotes have backslashes. */
export function takeMarkers(text: string, facts: FactCollector, end = Infinity): void {
  if (/"(?:Lambda|__lambda__)\\*"/.test(text)) facts.addFinding('lambda-layer', 'Lambda');
  if (/"auto_map\\*"/.test(text)) facts.addFinding('remote-code', 'auto_map');
  const [object] = /"py\\*\/[a-z]+/.exec(text) ?? [];
  if (object !== undefined) facts.addFinding('json-object', object.replaceAll(/["\\]/g, ''));
  if (/"__module__\\*"/.test(text)) {
    facts.addFinding('disguised-text', 'classes are named where they are not read');
  }
  if (disguised.test(text)) {
    facts.addFinding('disguised-text', 'letters are written by their numbers');
  }
  for (const { index } of text.matchAll(module)) {
    if (index <= end) takeModule(text.slice(index, index + overlap), facts);
  }
}

function takeModule(text: string, facts: FactCollector): void {
  const found = whole.exec(text);
  if (found === null) facts.addFinding('disguised-text', 'a module is named in an unusual way');
  else if (found[1] !== undefined) facts.addImport(found[1], found[2] ?? '', true);
}

/** Whether a text of ASCII stands somewhere in the source. */
export async function holdsText(source: ByteSource, text: string): Promise<boolean> {
  for await (const piece of piecesOf(source, text.length)) {
    if (new TextDecoder('latin1').decode(piece).includes(text)) return true;
  }
  return false;
}
