import { scanLimits } from '../limits.ts';
import { notFollowed, unreadable } from '../source.ts';
import { other, type Value } from './values.ts';

/** The machine's stack with its marks, as strict as Python's own: what lies under a mark can't be taken. */
export interface Stack {
  push(value: Value): void;
  pop(): Value;
  top(): Value;
  mark(): void;
  /** What lies above the last mark, which goes too. */
  popToMark(): Value[];
  /** As the opcode `POP`: the last mark goes where nothing lies above it. */
  drop(): void;
  /** How many values it holds. */
  readonly size: number;
  copy(): Stack;
}

/** A stack; throws the RefusedError `unreadable` where Python's raises an error, and `notFollowed` where it grows too large. */
export function createStack(values: Value[] = [], marks: number[] = []): Stack {
  const floor = (): number => marks.at(-1) ?? 0;
  const need = (count: number): void => {
    if (values.length - floor() < count) throw unreadable('It takes a value that is not there.');
  };
  return {
    get size() {
      return values.length;
    },
    push(value) {
      if (values.length >= scanLimits.pickleValues) throw tooMany();
      values.push(value);
    },
    pop() {
      need(1);
      return values.pop() ?? other;
    },
    top() {
      need(1);
      return values.at(-1) ?? other;
    },
    mark() {
      if (marks.length >= scanLimits.pickleValues) throw tooMany();
      marks.push(values.length);
    },
    popToMark() {
      const mark = marks.pop();
      if (mark === undefined) throw unreadable('It goes back to a mark that is not there.');
      return values.splice(mark);
    },
    drop() {
      if (values.length > floor()) values.pop();
      else if (marks.pop() === undefined) throw unreadable('It takes a value that is not there.');
    },
    copy: () => createStack([...values], [...marks]),
  };
}

/** The machine's memo. */
export interface Memo {
  readonly size: number;
  has(key: number): boolean;
  set(key: number, value: Value): void;
  /** Throws the RefusedError `unreadable` for a key that was not set. */
  get(key: number): Value;
  /** One that begins with what this one has; the other way round nothing gets through. */
  copy(): Memo;
}

/** A memo on top of another, so that a copy costs nothing. */
export function createMemo(below: Memo | null = null): Memo {
  const values = new Map<number, Value>();
  let size = below?.size ?? 0;
  const memo: Memo = {
    get size() {
      return size;
    },
    has: (key) => values.has(key) || below?.has(key) === true,
    set(key, value) {
      if (!memo.has(key)) size += 1;
      if (size > scanLimits.pickleValues) throw tooMany();
      values.set(key, value);
    },
    get(key) {
      const value = values.get(key) ?? below?.get(key);
      if (value === undefined)
        throw unreadable(`It asks for the value ${key}, which is not there.`);
      return value;
    },
    copy: () => createMemo(memo),
  };
  return memo;
}

function tooMany(): Error {
  return notFollowed(
    `It holds more than ${scanLimits.pickleValues} values, of which no more are read.`,
  );
}
