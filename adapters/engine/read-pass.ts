import type { ColumnBuilder } from '../../core/predictions/columns/column.ts';
import type { WantedColumn } from '../../core/predictions/columns/wanted-column.ts';
import type { Why } from '../../core/profile/collect/column-collector.ts';
import type { Source } from './source.ts';

/** Who takes a column in one pass over all files. */
export interface PassColumn {
  /** `hasType`: whether the file to come says what types its columns have. Null where nothing of that file is wanted. */
  readonly builder: (hasType: boolean) => ColumnBuilder | null;
  /** So many rows of a file that lacks the column, or has there what is not read. */
  readonly skip: (why: Why, rows: number) => void;
}

/** Reads columns of all files as one table, one file after the other, and answers how many rows each has. */
export async function readPass(
  sources: readonly Source[],
  columns: ReadonlyMap<string, PassColumn>,
  progress: (share: number) => void,
): Promise<readonly number[]> {
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows: number[] = [];
  let done = 0;
  for (const source of sources) {
    const { file, bytes, names, nested, parquet } = source;
    const known = new Set(names);
    const wanted = [...columns].flatMap(([name, { builder }]): WantedColumn[] => {
      const column = known.has(name) ? builder(parquet !== null) : null;
      return column === null ? [] : [{ name, key: 'monitor', column }];
    });
    const count = await source.read(file, wanted, (share) => {
      progress((done + Math.min(1, share) * bytes) / Math.max(1, total));
    });
    for (const [name, { skip }] of columns) {
      if (!known.has(name)) skip(nested.includes(name) ? 'unreadable' : 'missing', count);
    }
    rows.push(count);
    done += bytes;
  }
  return rows;
}
