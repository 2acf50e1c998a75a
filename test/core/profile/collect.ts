import { collectorFor, collectorOptions } from '../../../core/profile/collect/collector-for.ts';
import {
  mostVoted,
  typeOfCell,
  type TypeVotes,
  vote,
} from '../../../core/profile/collect/column-type.ts';
import { columnSurvey } from '../../../core/profile/collect/survey.ts';
import type {
  ColumnProfile,
  ColumnShape,
  ColumnType,
  TableProfile,
} from '../../../core/profile/profile.ts';
import type { Table } from '../../../core/table.ts';

/** A table as it was collected. */
export interface CollectedTable {
  readonly profile: TableProfile;
  readonly types: ReadonlyMap<string, ColumnType>;
}

/**
 * A table of texts, read as the built-in engine reads a CSV file: columns as `like` says, those that it does not name for
 * their types only; without it, as their own values say.
 */
export function collectTable(
  table: Table,
  like: ReadonlyMap<string, ColumnShape> | null,
  now: Date,
): CollectedTable {
  const options = collectorOptions(table.columns.size, now);
  const columns = new Map<string, ColumnProfile>();
  const types = new Map<string, ColumnType>();
  for (const [name, texts] of table.columns) {
    types.set(name, typeOf(texts));
    const shape = like === null ? shapeOf(texts) : like.get(name);
    if (shape === undefined) continue;
    const collector = collectorFor(shape, options);
    for (const text of texts) collector.cell(text, 0, 1);
    columns.set(name, collector.profile([0]));
  }
  return { profile: { rows: table.rows, columns }, types };
}

function shapeOf(texts: readonly string[]): ColumnShape {
  const survey = columnSurvey(10_000);
  for (const text of texts) survey.cell(text);
  return survey.shape();
}

function typeOf(texts: readonly string[]): ColumnType {
  const votes: TypeVotes = new Map();
  for (const text of texts) {
    const type = typeOfCell(text);
    if (type !== null) vote(votes, type, 1);
  }
  return mostVoted(votes);
}
