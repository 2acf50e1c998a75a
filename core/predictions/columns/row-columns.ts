import type { PredictionsConfig } from '../../../schemas/types.ts';
import { groupColumn } from './group-column.ts';
import { type DuplicateId, idColumn } from './id-column.ts';
import type { Rows } from '../predictions.ts';
import { sliceColumn } from './slice-column.ts';
import { namedColumn, present, type WantedColumn, wantedColumn } from './wanted-column.ts';
import { weightColumn } from './weight-column.ts';

/** The columns that tell of the rows, whatever was predicted. */
export interface RowColumns {
  readonly columns: readonly WantedColumn[];
  /** Throws an InputError for the first column that is not as it must be; the ids come before all others. */
  readonly finish: (rows: number) => Rows | DuplicateId;
}

/** The columns of id, weight, group and slices, as far as the configuration names them. */
export function rowColumns(
  config: PredictionsConfig,
  sliceNames: readonly string[],
  file: string,
): RowColumns {
  const id = namedColumn(config, 'id', file, idColumn);
  const weight = namedColumn(config, 'weight', file, weightColumn);
  const group = namedColumn(config, 'group', file, (place) =>
    groupColumn(place, 'the name of a group'),
  );
  const slices = sliceNames.map((name) => wantedColumn(name, 'slices', file, sliceColumn));
  return {
    columns: [...present<WantedColumn>([id, weight, group]), ...slices],
    finish(rows) {
      const keys = id?.column.finish(rows) ?? null;
      if (keys !== null && 'repeated' in keys) return keys;
      return {
        rows,
        keys,
        weights: weight?.column.finish(rows) ?? null,
        clusters: group?.column.finish(rows) ?? null,
        slices: slices.map(({ column }) => column.finish()),
      };
    },
  };
}
