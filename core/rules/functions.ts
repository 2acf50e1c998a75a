import { fits, scalar, type ScalarName, type Type } from './type.ts';

/** What a function takes and gives; the first of a method's arguments is what stands before its dot. */
export interface Signature {
  readonly arguments: readonly Type[];
  readonly result: Type;
}

interface Overloads {
  readonly signatures: readonly Signature[];
  /** How a person writes it; `x` stands for an argument. */
  readonly written: string;
}

type Word = ScalarName | 'list' | 'map';

const dyn = scalar('dyn');
const types: Readonly<Partial<Record<Word, Type>>> = {
  list: { kind: 'list', element: dyn },
  map: { kind: 'map', value: dyn },
};

/** `double double: bool` as a signature. */
function signature(text: string): Signature {
  const [taken = '', result = ''] = text.split(': ');
  return { arguments: taken.split(' ').map(typeOf), result: typeOf(result) };
}

function typeOf(word: string): Type {
  const known = word as Word;
  return types[known] ?? scalar(known as ScalarName);
}

function overloads(written: string, ...signatures: readonly string[]): Overloads {
  return { written, signatures: signatures.map(signature) };
}

const order = [
  'double double: bool',
  'double int: bool',
  'int double: bool',
  'int int: bool',
  'string string: bool',
];
const arithmetic = ['double double: double', 'int int: int'];

/** Operators and functions, by what the parser calls them; a part of CEL's own, all that numbers and texts need. */
const functions: Readonly<Record<string, Overloads>> = {
  '!_': overloads('!x', 'bool: bool'),
  '-_': overloads('-x', 'double: double', 'int: int'),
  '_&&_': overloads('x && x', 'bool bool: bool'),
  '_||_': overloads('x || x', 'bool bool: bool'),
  '_<_': overloads('x < x', ...order),
  '_<=_': overloads('x <= x', ...order),
  '_>_': overloads('x > x', ...order),
  '_>=_': overloads('x >= x', ...order),
  '_==_': overloads('x == x', 'dyn dyn: bool'),
  '_!=_': overloads('x != x', 'dyn dyn: bool'),
  '@in': overloads('x in x', 'dyn list: bool', 'string map: bool'),
  '_+_': overloads('x + x', ...arithmetic, 'string string: string', 'list list: list'),
  '_-_': overloads('x - x', ...arithmetic),
  '_*_': overloads('x * x', ...arithmetic),
  '_/_': overloads('x / x', ...arithmetic),
  '_%_': overloads('x % x', 'int int: int'),
  '@not_strictly_false': overloads('x', 'bool: bool'),
  'size()': overloads('size(x)', 'string: int', 'list: int', 'map: int'),
  'double()': overloads('double(x)', 'double: double', 'int: double', 'string: double'),
  'int()': overloads('int(x)', 'int: int', 'double: int', 'string: int'),
  'string()': overloads(
    'string(x)',
    'string: string',
    'bool: string',
    'int: string',
    'double: string',
  ),
  '.size()': overloads('x.size()', 'string: int', 'list: int', 'map: int'),
  '.contains()': overloads('x.contains(x)', 'string string: bool'),
  '.startsWith()': overloads('x.startsWith(x)', 'string string: bool'),
  '.endsWith()': overloads('x.endsWith(x)', 'string string: bool'),
  '.matches()': overloads('x.matches(x)', 'string string: bool'),
};

/** The functions that a person can call by name, as they are written. */
export const namedFunctions: readonly string[] = Object.entries(functions)
  .filter(([name]) => name.endsWith('()'))
  .map(([, { written }]) => written);

/** An operator, function or method by what the parser calls it; null where there is none. */
export function findFunction(name: string, form: 'function' | 'method'): Overloads | null {
  const keys = form === 'method' ? [`.${name}()`] : [name, `${name}()`];
  const key = keys.find((one) => Object.hasOwn(functions, one));
  return key === undefined ? null : (functions[key] ?? null);
}

/** The type of what a function gives for arguments of these types; null where it takes no such arguments. */
export function resultOf({ signatures }: Overloads, given: readonly Type[]): Type | null {
  const fitting = signatures.filter(
    (one) =>
      one.arguments.length === given.length &&
      one.arguments.every((wanted, index) => fits(given[index] ?? dyn, wanted)),
  );
  const [first, ...others] = fitting;
  if (first === undefined) return null;
  return others.every(({ result }) => sameKind(result, first.result)) ? first.result : dyn;
}

function sameKind(one: Type, other: Type): boolean {
  if (one.kind !== 'scalar' || other.kind !== 'scalar') return one.kind === other.kind;
  return one.name === other.name;
}
