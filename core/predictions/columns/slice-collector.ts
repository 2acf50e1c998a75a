import type { Cell } from './cell.ts';
import type { SliceColumn } from '../predictions.ts';

/** Takes the values of a slice column as long as they are of one kind. */
export interface SliceCollector {
  readonly expect: (rows: number) => void;
  /** The next row's value; false where it is not of this kind, and is to be given to what `next` makes. */
  readonly push: (cell: Cell) => boolean;
  /** Takes over all values so far; null where they can't be sliced. */
  readonly next: () => SliceCollector | null;
  readonly finish: (name: string) => SliceColumn;
}
