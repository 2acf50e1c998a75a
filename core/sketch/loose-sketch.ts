import { addNumbers, addSketch, newSketch, type Sketch } from './sketch.ts';

/** Of fewer values the values themselves take less room than the bins: there may be many groups of few. */
const mostLoose = 4_096;
const firstRoom = 16;

/** A sketch that begins as a list of its values. */
export interface LooseSketch {
  /** `addNumbers`: answers how many are NaN, which are left out. */
  readonly add: (values: Float64Array, from: number, to: number) => number;
  /** Adds what was counted to a sketch around the same pivot. */
  readonly addTo: (sketch: Sketch) => void;
}

/** A sketch of nothing, in hardly any room. */
export function looseSketch(pivot: number): LooseSketch {
  let loose = new Float64Array();
  let count = 0;
  let sketch: Sketch | null = null;
  return {
    add(values, from, to) {
      if (sketch === null && count + to - from > mostLoose) {
        sketch = newSketch(pivot);
        addNumbers(sketch, loose, 0, count);
        loose = new Float64Array();
      }
      if (sketch !== null) return addNumbers(sketch, values, from, to);
      if (count + to - from > loose.length) {
        const larger = new Float64Array(Math.max(firstRoom, count + to - from, 2 * loose.length));
        larger.set(loose.subarray(0, count));
        loose = larger;
      }
      const before = count;
      for (let row = from; row < to; row++) {
        const value = values[row] ?? 0;
        if (!Number.isNaN(value)) loose[count++] = value;
      }
      return to - from - (count - before);
    },
    addTo(all) {
      if (sketch === null) addNumbers(all, loose, 0, count);
      else addSketch(all, sketch);
    },
  };
}
