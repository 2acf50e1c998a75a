import type { ColumnBuilder } from '../../core/predictions/columns/column.ts';
import { mostNamedOf } from '../../core/profile/collect/collector-for.ts';
import { type TypeVotes, typeOfCell, vote } from '../../core/profile/collect/column-type.ts';
import { type ColumnSurvey, columnSurvey } from '../../core/profile/collect/survey.ts';
import { type TimeLine, timeLine } from '../../core/profile/collect/time-line.ts';
import type { ColumnShape } from '../../core/profile/profile.ts';
import type { ProfileRequest } from './engine.ts';
import { instantColumn } from './instant-column.ts';
import { type PassColumn, readPass } from './read-pass.ts';
import type { Source } from './source.ts';

/** What must be known of a table before it can be counted. */
export interface FirstLook {
  readonly rows: number;
  /** How its own values say that the columns are to be read; null where the reference says it. */
  readonly shapes: ReadonlyMap<string, ColumnShape> | null;
  readonly line: TimeLine | null;
  /** The moment of each row; null without a column of times. */
  readonly instants: Float64Array | null;
  readonly timeVotes: TypeVotes;
}

/** Reads the column of the time, and all that are to be profiled where it is not known what they are. */
export async function firstLook(
  sources: readonly Source[],
  names: readonly string[],
  { time, like, windows, now }: ProfileRequest,
  progress: (share: number) => void,
): Promise<FirstLook> {
  const mostNamed = mostNamedOf(names.length);
  const columns = new Map<string, PassColumn>();
  const surveys = new Map<string, ColumnSurvey>();
  if (like === null) {
    for (const name of names) {
      const survey = columnSurvey(mostNamed);
      surveys.set(name, survey);
      columns.set(name, { builder: () => surveying(survey), skip: () => {} });
    }
  }
  const instants = time === null ? null : instantColumn();
  const timeVotes: TypeVotes = new Map();
  if (time !== null && instants !== null) {
    const known = columns.get(time);
    columns.set(time, {
      builder: (hasType) =>
        both(instants.column, known?.builder(hasType) ?? null, hasType ? null : timeVotes),
      skip: (_, rows) => {
        instants.skip(rows);
      },
    });
  }
  const counts = await readPass(sources, columns, progress);
  const found = instants?.finish() ?? null;
  const line = timeLine(windows, now.getTime());
  for (const instant of found?.instants ?? []) line.add(instant, 1);
  return {
    rows: counts.reduce((sum, count) => sum + count, 0),
    shapes: like === null ? new Map([...surveys].map(([name, one]) => [name, one.shape()])) : null,
    line: found === null ? null : line.finish(found.unit, found.written),
    instants: found?.instants ?? null,
    timeVotes,
  };
}

function surveying(survey: ColumnSurvey): ColumnBuilder {
  return {
    expect: () => {},
    push: survey.cell,
    pushNumbers: survey.numbers,
    pushCodes: survey.codes,
  };
}

/** The time may be a column that is profiled as well. */
function both(
  one: ColumnBuilder,
  other: ColumnBuilder | null,
  votes: TypeVotes | null,
): ColumnBuilder {
  return {
    expect: one.expect,
    push(cell, line) {
      const type = votes === null ? null : typeOfCell(cell);
      if (votes !== null && type !== null) vote(votes, type, 1);
      one.push(cell, line);
      other?.push(cell, line);
    },
    pushNumbers(values) {
      one.pushNumbers(values);
      other?.pushNumbers(values);
    },
    pushCodes(cells, codes) {
      one.pushCodes(cells, codes);
      other?.pushCodes(cells, codes);
    },
  };
}
