import type { FactCollector } from './facts.ts';
import { takeMarkers } from './markers.ts';

type Json = Readonly<Record<string, unknown>>;

/** Notes what a JSON document asks a loader to import or to run. False when the text is not JSON. */
export function readJson(text: string, facts: FactCollector): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  const waiting: unknown[] = [[value]];
  while (waiting.length > 0) {
    const each = waiting.pop();
    if (typeof each !== 'object' || each === null) continue;
    if (!Array.isArray(each)) takeObject(each as Json, facts);
    for (const inner of Object.values(each)) {
      if (typeof inner === 'object' && inner !== null) waiting.push(inner);
      else if (typeof inner === 'string') readInner(inner, facts);
    }
  }
  return true;
}

/** Keras keeps a description of the layers as a text of its own; what of it Python reads and we do not is searched. */
function readInner(text: string, facts: FactCollector): void {
  if (!/^\s*["[{]/.test(text)) return;
  if (!readJson(text, facts)) takeMarkers(text, facts);
}

function takeObject(object: Json, facts: FactCollector): void {
  takeKeras(object, facts);
  takeSkops(object, facts);
  if (Object.hasOwn(object, 'auto_map')) {
    facts.addFinding('remote-code', `auto_map: ${inWords(object['auto_map'])}`);
  }
  const key = Object.keys(object).find((name) => name.startsWith('py/'));
  if (key !== undefined) facts.addFinding('json-object', `${key}: ${inWords(object[key])}`);
}

/** A value in a few words; what lies deeper in it is left out. */
function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = Object.values(value).slice(0, 20);
  return inner.map((each) => (typeof each === 'string' ? each : '\u2026')).join(', ');
}

/** A layer or function of Keras; see keras/src/saving/serialization_lib.py. */
function takeKeras(object: Json, facts: FactCollector): void {
  const { module, class_name: name, config, registered_name: registered } = object;
  if ([name, registered].some((each) => each === 'Lambda' || each === '__lambda__')) {
    facts.addFinding('lambda-layer', 'Lambda');
  }
  if (typeof module !== 'string' || typeof name !== 'string') return;
  const isFunction = name === 'function' && typeof config === 'string';
  facts.addImport(module, isFunction ? config : name, true);
}

/** A class of skops; see skops/io/_utils.py. */
function takeSkops(object: Json, facts: FactCollector): void {
  const { __module__: module, __class__: name } = object;
  if (typeof module === 'string' && typeof name === 'string') facts.addImport(module, name, true);
}
