/** What the machine knows of a value on its stack: as much as the operands of an import and the layout of an array need. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'nothing' }
  | GlobalValue
  | ObjectValue
  | { readonly kind: 'tuple'; readonly items: readonly Value[] }
  | DictionaryValue
  | { readonly kind: 'other' };

/** Something imported. */
export interface GlobalValue {
  readonly kind: 'global';
  readonly module: string;
  readonly name: string;
}

/** What a call of something imported returned. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly of: Value;
  readonly arguments: Value;
  /** What `BUILD` gave it; null before. */
  state: Value | null;
}

/** A small dictionary by its text keys; `isWhole` is false once something was left out. */
export interface DictionaryValue {
  readonly kind: 'dictionary';
  readonly entries: Map<string, Value>;
  isWhole: boolean;
}

/** A value of which nothing is known. */
export const other: Value = { kind: 'other' };
export const nothing: Value = { kind: 'nothing' };
export const yes: Value = { kind: 'truth', value: true };
export const no: Value = { kind: 'truth', value: false };

const longestTuple = 16;
const largestDictionary = 64;

/** A tuple; of a long one nothing is known. */
export function tupleOf(items: readonly Value[]): Value {
  return items.length > longestTuple ? other : { kind: 'tuple', items };
}

/** Sets keys and values, which follow each other in the list. */
export function setItems(target: Value, items: readonly Value[]): void {
  if (target.kind !== 'dictionary') return;
  for (let index = 0; index + 1 < items.length; index += 2) {
    const key = items[index];
    const value = items[index + 1] ?? other;
    if (key?.kind === 'text' && target.entries.size < largestDictionary) {
      target.entries.set(key.text, value);
    } else target.isWhole = false;
  }
}

/** An empty dictionary. */
export function emptyDictionary(): DictionaryValue {
  return { kind: 'dictionary', entries: new Map(), isWhole: true };
}

/** Whether a value is this import. */
export function isGlobal(value: Value, module: string, name: string): boolean {
  return value.kind === 'global' && value.module === module && value.name === name;
}
