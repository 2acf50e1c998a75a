import { isAlias, isMap, isScalar, isSeq, type Alias, type Pair, type Scalar } from 'yaml';
import { InputError } from '../errors.ts';
import { suggestion } from '../text/nearest.ts';
import { type Dots, type KeyStep, keySteps } from './key-path.ts';
import { tagObstacle } from './tag.ts';

/** A value in a document: its node, and the pair whose value it is, when it stands in a mapping. */
export interface FoundValue {
  readonly node: Scalar | Alias | null;
  readonly pair: Pair | null;
  /** What of the node's text stands before the value: `name=` of an assignment, else nothing. */
  readonly prefix: string;
  /** The anchors of the mappings and lists that it lies in, the document's own first. */
  readonly anchors: readonly string[];
}

/** Any place in a document. */
export interface Place extends Pick<FoundValue, 'pair' | 'prefix' | 'anchors'> {
  readonly node: unknown;
  /** The keys that lead there, as the document has them. */
  readonly keys: readonly string[];
}

/**
 * Finds the value at a path of keys; a key may itself hold dots (`annotations.example.org/version`), list positions are
 * numbers, and items of lists are selected by a key (`images[name=x]`). Null when there is none. Throws InputErrors when
 * the path can be read in two ways, leads to a mapping or list, or through an alias, whose change would change other places
 * too.
 */
export function findValue(
  contents: unknown,
  keyPath: string,
  file: string,
  dots: Dots,
): FoundValue | null {
  const match = findPlace(contents, keySteps(keyPath, dots), keyPath, file);
  if (match === null) return null;
  const { node } = match;
  if (node !== null && !isScalar(node) && !isAlias(node)) {
    throw editError(file, `${keyPath} is a mapping or a list; name a single value in it.`);
  }
  return { ...match, node };
}

/** The one place that steps lead to, whatever is there; null when there is none. Throws as `findValue` does. */
export function findPlace(
  contents: unknown,
  steps: readonly KeyStep[],
  keyPath: string,
  file: string,
): Place | null {
  const start = { node: contents, pair: null, prefix: '', anchors: [], keys: [] };
  const [match, ...more] = descend(start, steps, keyPath, file);
  if (more.length === 0) return match ?? null;
  throw editError(file, `${keyPath} leads to ${more.length + 1} places; keep one of them.`);
}

function descend(
  from: Place,
  steps: readonly KeyStep[],
  keyPath: string,
  file: string,
): readonly Place[] {
  const [step] = steps;
  if (step === undefined) return [from];
  if (isAlias(from.node)) throw throughAlias(from.node, keyPath, file);
  if (step.kind !== 'key') {
    return selected(from, step, keyPath, file).flatMap((place) =>
      descend(place, steps.slice(1), keyPath, file),
    );
  }
  const [one, ...others] = children(from).flatMap(({ key, place }) => {
    const length = lengthIn(steps, key);
    return length === 0 ? [] : [{ key, place, length }];
  });
  if (one === undefined) return [];
  if (others.length > 0 || hasLookalike(from, one.key)) throw twoKeys(keyPath, file);
  const place = { ...one.place, keys: [...from.keys, one.key] };
  return descend(place, steps.slice(one.length), keyPath, file);
}

/** How many of the next steps a key stands for; 0 where it is another key. */
function lengthIn(steps: readonly KeyStep[], key: string): number {
  const { length } = key.split('.');
  const named = steps.slice(0, length);
  const isPart = named.every((step) => step.kind === 'key' && (length === 1 || !step.whole));
  const text = named.map((step) => (step.kind === 'key' ? step.text : '')).join('.');
  return isPart && text === key ? length : 0;
}

/** Whether there is another key that some readers, such as those written in Go, take for this one. */
function hasLookalike(from: Place, key: string): boolean {
  const alike = key.toLowerCase();
  return children(from).some((one) => one.key !== key && one.key.toLowerCase() === alike);
}

function twoKeys(keyPath: string, file: string): InputError {
  return editError(file, `${keyPath} can be read as two different keys; rename one of them.`);
}

function throughAlias(alias: Alias, keyPath: string, file: string): InputError {
  return editError(file, `${keyPath} leads through the alias *${alias.source}; write it out.`);
}

function children(from: Place): readonly { readonly key: string; readonly place: Place }[] {
  const { node } = from;
  const inside = { prefix: '', anchors: anchorsAt(from), keys: from.keys };
  if (isMap(node)) {
    return node.items.map((pair) => ({
      key: isScalar(pair.key) ? String(pair.key.value) : '',
      place: { ...inside, node: pair.value, pair },
    }));
  }
  if (!isSeq(node)) return [];
  return node.items.map((item, index) => ({
    key: String(index),
    place: { ...inside, node: item, pair: null },
  }));
}

function anchorsAt({ node, anchors }: Place): readonly string[] {
  const own = isMap(node) || isSeq(node) ? node.anchor : undefined;
  return own === undefined ? anchors : [...anchors, own];
}

/** The items of a list that a selector means. An alias in the list may hide another. */
function selected(
  from: Place,
  step: Exclude<KeyStep, { kind: 'key' }>,
  keyPath: string,
  file: string,
): readonly Place[] {
  const { node } = from;
  if (!isSeq(node)) return [];
  for (const item of node.items) requireReadable(item, step, keyPath, file);
  const prefix = step.kind === 'assignment' ? `${step.name}=` : '';
  const isMeant = (item: unknown): boolean =>
    step.kind === 'item' ? holds(item, step.key, step.value) : begins(item, prefix);
  const place = { pair: null, prefix, anchors: anchorsAt(from), keys: from.keys };
  return node.items.filter(isMeant).map((item) => ({ ...place, node: item }));
}

/** What an item is selected by says the same to every reader. */
function requireReadable(
  item: unknown,
  step: Exclude<KeyStep, { kind: 'key' }>,
  keyPath: string,
  file: string,
): void {
  for (const node of [item, ...selectingValues(item, step)]) {
    if (isAlias(node)) throw throughAlias(node, keyPath, file);
    const obstacle = isScalar(node) ? tagObstacle(node.tag) : null;
    if (obstacle !== null) {
      throw editError(file, `a value that ${keyPath} is selected by ${obstacle}`);
    }
  }
}

/** The values that may be those of the key that an item is selected by. */
function selectingValues(
  item: unknown,
  step: Exclude<KeyStep, { kind: 'key' }>,
): readonly unknown[] {
  if (step.kind !== 'item' || !isMap(item)) return [];
  return item.items
    .filter(
      ({ key }) => isScalar(key) && String(key.value).toLowerCase() === step.key.toLowerCase(),
    )
    .map(({ value }) => value);
}

function holds(item: unknown, key: string, value: string): boolean {
  if (!isMap(item)) return false;
  return item.items.some(
    (pair) =>
      isScalar(pair.key) &&
      // Some readers don't tell capitals from small letters.
      String(pair.key.value).toLowerCase() === key.toLowerCase() &&
      isScalar(pair.value) &&
      String(pair.value.value) === value,
  );
}

function begins(item: unknown, prefix: string): boolean {
  return isScalar(item) && typeof item.value === 'string' && item.value.startsWith(prefix);
}

/** The error for a key path that leads nowhere; it suggests the nearest of the paths that there are. */
export function missingKey(contents: unknown, keyPath: string, file: string): InputError {
  const paths = places(contents, '').map(({ path }) => path);
  return editError(file, `there is no value at ${keyPath}${suggestion(keyPath, paths)}`);
}

/** Every single value and every alias with its path, list items by their positions. */
export function places(
  node: unknown,
  prefix: string,
): readonly { readonly path: string; readonly node: Scalar | Alias | null }[] {
  if (isScalar(node) || isAlias(node) || node === null) return [{ path: prefix, node }];
  const from = { node, pair: null, prefix: '', anchors: [], keys: [] };
  return children(from).flatMap(({ key, place }) =>
    places(place.node, prefix === '' ? key : `${prefix}.${key}`),
  );
}

/** An InputError about a file that can't be edited as asked; the sentence stands behind the file's name. */
export function editError(file: string, sentence: string): InputError {
  return new InputError('bad-edit', `${file}: ${sentence}`, { file });
}
