import { isGlobal, type ObjectValue, type Value } from './values.ts';

/** What stands in the file behind the wrapper of a joblib array. */
export type ArrayLayout =
  | { readonly kind: 'bytes'; readonly isAligned: boolean; readonly sizeBytes: number }
  | { readonly kind: 'pickle'; readonly isAligned: boolean };

/**
 * Whether an object is joblib's stand-in for an array: `joblib.load` reads the array's bytes from the file as soon as
 * its state is set. See `NumpyArrayWrapper` and `NumpyUnpickler.load_build` in joblib/numpy_pickle.py.
 */
export function isArrayWrapper({ of, arguments: given }: ObjectValue): boolean {
  if (isWrapperClass(of)) return true;
  const isRebuilt =
    isGlobal(of, 'copyreg', '_reconstructor') || isGlobal(of, 'copy_reg', '_reconstructor');
  const [first] = given.kind === 'tuple' ? given.items : [];
  return isRebuilt && first !== undefined && isWrapperClass(first);
}

function isWrapperClass(value: Value): boolean {
  return (
    isGlobal(value, 'joblib.numpy_pickle', 'NumpyArrayWrapper') ||
    isGlobal(value, 'sklearn.externals.joblib.numpy_pickle', 'NumpyArrayWrapper')
  );
}

/** What the wrapper's state says; null when it is not as joblib writes it, so that what follows is not known. */
export function arrayLayout({ state }: ObjectValue): ArrayLayout | null {
  if (state?.kind !== 'dictionary' || !state.isWhole) return null;
  const { entries } = state;
  const count = itemCount(entries.get('shape'));
  const item = itemSize(entries.get('dtype'));
  const alignment = entries.get('numpy_array_alignment_bytes') ?? { kind: 'nothing' };
  if (count === null || item === null) return null;
  if (alignment.kind !== 'number' && alignment.kind !== 'nothing') return null;
  // Objects are a pickle of their own, without padding before it.
  if (item === 'objects') return { kind: 'pickle', isAligned: false };
  const sizeBytes = count * item;
  if (!Number.isSafeInteger(sizeBytes)) return null;
  return { kind: 'bytes', isAligned: alignment.kind === 'number', sizeBytes };
}

function itemCount(shape: Value | undefined): number | null {
  if (shape?.kind !== 'tuple') return null;
  let count = 1;
  for (const size of shape.items) {
    if (size.kind !== 'number' || !Number.isSafeInteger(size.value) || size.value < 0) return null;
    count *= size.value;
  }
  return count;
}

/** How many characters of UCS-4, or bytes, the number behind a kind counts. */
const unitBytes: Readonly<Record<string, number>> = {
  b: 1,
  i: 1,
  u: 1,
  f: 1,
  c: 1,
  m: 1,
  M: 1,
  S: 1,
  V: 1,
  U: 4,
};

/**
 * The bytes of an item of a `numpy.dtype` as it pickles itself: `dtype('f8', False, True)` with the state
 * `(version, order, subarray, names, fields, size, alignment, flags)`, size and alignment -1 where the kind says all.
 */
function itemSize(dtype: Value | undefined): number | 'objects' | null {
  if (dtype?.kind !== 'object' || !isGlobal(dtype.of, 'numpy', 'dtype')) return null;
  const [kind] = dtype.arguments.kind === 'tuple' ? dtype.arguments.items : [];
  if (kind?.kind !== 'text') return null;
  if (/^O8?$/.test(kind.text)) return 'objects';
  const [, letter = '', digits = ''] = /^([a-zA-Z])(\d{1,9})$/.exec(kind.text) ?? [];
  const unit = unitBytes[letter];
  if (unit === undefined) return null;
  const size = Number(digits) * unit;
  return agrees(dtype.state, size) ? size : null;
}

function agrees(state: Value | null, size: number): boolean {
  if (state === null) return true;
  if (state.kind !== 'tuple') return false;
  const [, , subarray, , fields, stated, , flags] = state.items;
  if (stated?.kind !== 'number' || (stated.value !== -1 && stated.value !== size)) return false;
  // The lowest bit says that there are objects among the fields.
  if (flags?.kind !== 'number' || (flags.value & 1) !== 0) return false;
  return isPlainPart(subarray) && arePlainFields(fields);
}

function isPlainPart(subarray: Value | undefined): boolean {
  if (subarray?.kind === 'nothing') return true;
  return subarray?.kind === 'tuple' && isPlain(subarray.items[0]);
}

function arePlainFields(fields: Value | undefined): boolean {
  if (fields?.kind === 'nothing') return true;
  if (fields?.kind !== 'dictionary' || !fields.isWhole) return false;
  return [...fields.entries.values()].every(
    (field) => field.kind === 'tuple' && isPlain(field.items[0]),
  );
}

function isPlain(dtype: Value | undefined): boolean {
  const size = itemSize(dtype);
  return size !== null && size !== 'objects';
}
