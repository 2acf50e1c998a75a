import type { CountedValues } from '../../schemas/types.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Distribution } from './profile.ts';

/** The bits of a double below the 20 that a grid counts by, as a factor of its upper half. */
const stepShift = 12;
const words = new DataView(new ArrayBuffer(8));

/**
 * A distribution as a document has it. Values on a grid are written as the small whole numbers that they are multiples
 * of, which takes a tenth of the room; where that would change one by a bit, all are written as they are.
 */
export function encodeValues({ grid, values, counts }: Distribution): CountedValues {
  const pivot = grid?.pivot ?? null;
  const steps = grid === null ? null : stepsOf(values, grid.pivot);
  if (steps !== null) return { pivot, steps, counts: [...counts] };
  const finite = values.filter((value) => Number.isFinite(value));
  const infinite = { below: values.at(0) === -Infinity, above: values.at(-1) === Infinity };
  return {
    pivot,
    values: [...finite],
    ...(infinite.below || infinite.above ? { infinite } : {}),
    counts: [...counts],
  };
}

/** The distribution of a document of which the schema is right; else what is wrong with it, as the end of a sentence. */
export function decodeValues({
  pivot,
  steps,
  values,
  infinite = { below: false, above: false },
  counts,
}: CountedValues): Result<Distribution> {
  const read = readValues(pivot, steps, values);
  if (read === null) return failed('says its values in no way, or in two');
  const all = [
    ...(infinite.below ? [[-Infinity]] : []),
    read,
    ...(infinite.above ? [[Infinity]] : []),
  ];
  const decoded = all.length === 1 ? read : Float64Array.from(all.flatMap((some) => [...some]));
  if (decoded.length !== counts.length) return failed('has not as many counts as values');
  if (!isAscending(decoded)) return failed('has values that do not ascend');
  const grid = pivot === null ? null : { pivot };
  return ok({ grid, values: decoded, counts: Float64Array.from(counts) });
}

function readValues(
  pivot: number | null,
  steps: readonly number[] | undefined,
  values: readonly number[] | undefined,
): Float64Array | null {
  if (values !== undefined) return steps === undefined ? Float64Array.from(values) : null;
  if (steps === undefined || pivot === null) return null;
  let step = 0;
  return Float64Array.from(steps, (more) => {
    step += more;
    return pivot + distanceOf(step);
  });
}

/** The steps of all values, each less the one before it; null where a value is on none. */
function stepsOf(values: Float64Array, pivot: number): number[] | null {
  const steps: number[] = [];
  let before = 0;
  for (const value of values) {
    const step = stepOf(value, pivot);
    if (step === null) return null;
    steps.push(step - before);
    before = step;
  }
  return steps;
}

/** The step whose distance from the pivot gives exactly this value. The difference is rounded, so the next are tried too. */
function stepOf(value: number, pivot: number): number | null {
  const near = nearStep(value - pivot);
  const tried = [near, near + 1, near - 1];
  return tried.find((step) => pivot + distanceOf(step) === value) ?? null;
}

function nearStep(distance: number): number {
  words.setFloat64(0, Math.abs(distance));
  const step = words.getUint32(0) >>> stepShift;
  return distance < 0 ? -step : step;
}

/** The double of which these are the top bits, with the sign of the step; not a number beyond infinity. */
function distanceOf(step: number): number {
  words.setUint32(0, Math.abs(step) << stepShift);
  words.setUint32(4, 0);
  const distance = words.getFloat64(0);
  return step < 0 ? -distance : distance;
}

function isAscending(values: Float64Array): boolean {
  // Not a number is larger than nothing, so that it is refused too.
  return values.every((value, index) =>
    index === 0 ? !Number.isNaN(value) : value > (values[index - 1] ?? Number.NaN),
  );
}
