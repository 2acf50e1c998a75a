import type { FactCollector } from './facts.ts';
import { readJson } from './json.ts';
import { scanLimits } from './limits.ts';
import { readMarkers } from './markers.ts';
import { type ByteSource, piecesOf, readExactly } from './source.ts';

// oxlint-disable-next-line no-control-regex -- control characters are what tells text from other bytes.
const control = /[\u0000-\u0008\u000e-\u001f\u007f]/;

/** Whether a source is text in UTF-8 from its first byte to its last. */
export async function isText(source: ByteSource): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of piecesOf(source)) {
      if (control.test(decoder.decode(piece, { stream: true }))) return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

const yamlObjects = /!!python\/|tag:yaml\.org,2002:python\/|!python\//;

/** What a text holds beside data, and what it is. */
export async function readText(source: ByteSource, facts: FactCollector): Promise<'json' | 'text'> {
  for await (const piece of piecesOf(source, 64)) {
    const found = yamlObjects.exec(new TextDecoder().decode(piece));
    if (found !== null) facts.addFinding('yaml-object', found[0]);
  }
  if (!(await beginsAsJson(source))) return 'text';
  if (source.sizeBytes > scanLimits.jsonBytes) {
    await readMarkers(source, facts);
    return 'json';
  }
  const text = new TextDecoder().decode(await readExactly(source, 0, source.sizeBytes));
  if (readJson(text, facts)) return 'json';
  // Python takes more for JSON than we do, such as NaN.
  await readMarkers(source, facts);
  return facts.hasImports ? 'json' : 'text';
}

/** By the first character that is no space, however many come before it. */
async function beginsAsJson(source: ByteSource): Promise<boolean> {
  for await (const piece of piecesOf(source)) {
    // A piece may begin in the middle of a character; that is no space either.
    const text = new TextDecoder().decode(piece).trimStart();
    if (text !== '') return /^["[{]/.test(text);
  }
  return false;
}
