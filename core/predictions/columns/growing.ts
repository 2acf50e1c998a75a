const firstLength = 1_024;

/** What typed arrays of one kind have in common. */
interface Numbers<A> {
  readonly length: number;
  set(from: A): void;
  subarray(start: number, end: number): A;
}

/** An array of numbers of which it is not known how many there will be. */
export interface Growing<A> {
  /** At least as long as was reserved; the rest is zeros. Another array after each growth. */
  values: A;
  /** Makes room for so many numbers, and for as many again where it has to grow. */
  readonly reserve: (length: number) => void;
  /** The first `length` numbers: the array itself where it is full, else a view of it. */
  readonly taken: (length: number) => A;
}

/** An empty growing array; `make` makes one of zeros. */
export function growing<A extends Numbers<A>>(make: (length: number) => A): Growing<A> {
  const array: Growing<A> = {
    values: make(0),
    reserve(length) {
      const { values } = array;
      if (length <= values.length) return;
      array.values = make(values.length === 0 ? length : Math.max(length, 2 * values.length));
      array.values.set(values);
    },
    taken(length) {
      const { values } = array;
      return values.length === length ? values : values.subarray(0, length);
    },
  };
  return array;
}

/** Room for one more row than there are, where the array is full. */
export function reserveNext<A>(array: Growing<A>, length: number): void {
  array.reserve(Math.max(firstLength, length + 1));
}
