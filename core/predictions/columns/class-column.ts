import { InputError } from '../../errors.ts';
import { badValues } from './bad-values.ts';
import { type Cell, cellText } from './cell.ts';
import { type ColumnBuilder, type ColumnPlace, onceFor } from './column.ts';
import { growing, reserveNext } from './growing.ts';
import { grouped, quoted } from './quoted.ts';

/** More are a column of numbers or of texts that was taken for one of classes. */
const mostClasses = 10_000;
const noClass = -1;
const tooMany = -2;
const notYet = -3;

/** The classes of several columns by the order in which they came. */
export interface ClassNames {
  readonly names: readonly string[];
  /** The index of a class, which is a new one where it was not there before; -1 for none, -2 beyond the limit. */
  readonly codeOf: (cell: Cell) => number;
}

/** Classes are compared by `cellText`: `1`, `1.0` and ` 1 ` are one. */
export function classNames(): ClassNames {
  const names: string[] = [];
  const codes = new Map<string, number>();
  const remembered = new Map<Cell, number>();
  const newCode = (cell: Cell): number => {
    const name = cellText(cell);
    if (name === '') return noClass;
    const known = codes.get(name);
    if (known !== undefined) return known;
    if (names.length === mostClasses) return tooMany;
    codes.set(name, names.length);
    return names.push(name) - 1;
  };
  return {
    names,
    codeOf(cell) {
      const known = remembered.get(cell);
      if (known !== undefined) return known;
      const code = newCode(cell);
      if (code >= 0 && remembered.size < 2 * mostClasses) remembered.set(cell, code);
      return code;
    },
  };
}

/** A column of classes. */
export interface ClassColumn extends ColumnBuilder {
  /** Per row the index of its class. Throws the InputErrors `bad-value` and `too-many-classes`. */
  readonly finish: (rows: number) => Uint16Array;
}

/** `classes` may be shared with other columns. */
export function classColumn(place: ColumnPlace, classes: ClassNames): ClassColumn {
  const array = growing((length) => new Uint16Array(length));
  const bad = badValues(place, 'a class');
  // Filled in as the classes come: a file's dictionary may list some that no row has.
  const codesOf = onceFor(({ length }) => new Int32Array(length).fill(notYet));
  let isOverfull = false;
  let rows = 0;
  /** Takes the code of the next row's class; false where it has none. */
  const take = (code: number): boolean => {
    if (rows >= array.values.length) reserveNext(array, rows);
    array.values[rows] = code < 0 ? 0 : code;
    if (code === tooMany) isOverfull = true;
    rows += 1;
    return code !== noClass;
  };
  return {
    expect: array.reserve,
    push(cell, line) {
      if (!take(classes.codeOf(cell))) bad.add(cell, rows - 1, line);
    },
    pushCodes(cells, codes) {
      const known = codesOf(cells);
      for (const code of codes) {
        if (known[code] === notYet) known[code] = classes.codeOf(cells[code] ?? null);
        if (!take(known[code] ?? noClass)) bad.add(cells[code] ?? null, rows - 1, 0);
      }
    },
    pushNumbers(values) {
      for (const value of values) {
        if (!take(classes.codeOf(value))) bad.add(value, rows - 1, 0);
      }
    },
    finish(count) {
      bad.refuse(count);
      if (isOverfull) throw tooManyClasses(place);
      return array.taken(count);
    },
  };
}

function tooManyClasses({ file, name }: ColumnPlace): InputError {
  return new InputError(
    'too-many-classes',
    `The column ${quoted(name)} of ${file} holds more than ${grouped(mostClasses)} classes: put the class there, not a number or a free text, or correct the model's task.`,
    { file },
  );
}
