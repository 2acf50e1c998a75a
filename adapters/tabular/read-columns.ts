import type { WantedColumn } from '../../core/predictions/columns/wanted-column.ts';
import type { DataFile } from './data-file.ts';

/**
 * Gives the rows of a file to the columns that are wanted of it, without holding more of it than a piece at a time, and
 * answers how many rows there are. `progress` is told the share of the file that was read, from 0 to 1. Throws an
 * InputError when a column is missing, or the file is not of the kind that it seems.
 */
export type ReadColumns = (
  file: DataFile,
  wanted: readonly WantedColumn[],
  progress: (share: number) => void,
) => Promise<number>;
