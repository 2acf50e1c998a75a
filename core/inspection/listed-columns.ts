import type { ColumnProfile } from '../../schemas/types.ts';

/**
 * The columns that a record lists, where it can't list all: first those that hold nothing, then those that hold one
 * value or values of several types, then the others in their order.
 */
export function listedColumns(
  columns: readonly ColumnProfile[],
  most: number,
): readonly ColumnProfile[] {
  if (columns.length <= most) return columns;
  return columns.toSorted((one, other) => plainness(one) - plainness(other)).slice(0, most);
}

function plainness({ numbers, texts, booleans, isConstant }: ColumnProfile): number {
  if (numbers + texts + booleans === 0) return 0;
  return isConstant || (numbers > 0 && texts > 0) ? 1 : 2;
}
