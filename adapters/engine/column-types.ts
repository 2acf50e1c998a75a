import { mostVoted, type TypeVotes, vote } from '../../core/profile/collect/column-type.ts';
import type { ColumnType } from '../../core/profile/profile.ts';
import { allNames, type Source } from './source.ts';

/**
 * The type of each column over all files: what Parquet says counts for as many rows as the file has, and of texts each
 * value speaks for itself. A column that was not read has none but what Parquet says.
 */
export function columnTypes(
  sources: readonly Source[],
  rows: readonly number[],
  votes: ReadonlyMap<string, TypeVotes>,
): ReadonlyMap<string, ColumnType> {
  return new Map(
    allNames(sources).map((name) => {
      const all: TypeVotes = new Map(votes.get(name) ?? []);
      for (const [index, source] of sources.entries()) {
        const weight = Math.max(1, rows[index] ?? 0);
        if (source.nested.includes(name)) vote(all, 'other', weight);
        const type = source.parquet?.types.get(name);
        if (type !== undefined && type !== 'empty' && !source.nested.includes(name)) {
          vote(all, type, weight);
        }
      }
      return [name, mostVoted(all)] as const;
    }),
  );
}
