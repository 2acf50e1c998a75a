import type { FeatureOutcome, SchemaChange } from '../../schemas/types.ts';
import type { ColumnType } from '../profile/profile.ts';
import { formatCount } from '../report/number.ts';
import { quoted } from '../predictions/columns/quoted.ts';
import { bounded } from '../text/bounded.ts';
import { suggestion } from '../text/nearest.ts';
import type { Examined } from './examined.ts';
import type { DriftFacts } from './facts.ts';
import { lostSentence } from './lost.ts';
import { uncomparedColumns, uncomparedKind } from './uncompared-columns.ts';

const most = 10_000;
const longestName = 256;
const longestReason = 1024;

/**
 * The time that is gone, columns that are gone, columns that are of another type, columns that nothing compares, and, where all are compared,
 * columns that came.
 */
export function schemaChanges(
  facts: DriftFacts,
  features: readonly Examined[],
  added: readonly string[],
): readonly SchemaChange[] {
  const changes = features
    .map((examined) => changeOf(facts, examined, added))
    .filter((change) => change !== null);
  // Who lists the features has said that the other columns do not matter.
  const isListed = Array.isArray(facts.options.features);
  const came = isListed ? [] : added.map((column) => addedColumn(facts, column));
  const uncompared = uncomparedColumns(facts.reference, facts.options);
  const others = [...changes, ...uncompared.map((one) => uncomparedColumn(facts, one)), ...came];
  const time = lostTime(facts);
  return (time === null ? others : [time, ...others]).slice(0, most);
}

/** That the current data have no column of the time, which no retraining would mend; null where they have one, or need none. */
export function lostTime({
  reference,
  current,
  options: { time },
}: DriftFacts): SchemaChange | null {
  if (time === null || current.times !== null) return null;
  const near = suggestion(time, [...current.types.keys()]);
  return {
    column: bounded(time, longestName),
    change: 'missing',
    reference: reference.types.get(time) ?? null,
    current: null,
    outcome: 'warning',
    reason: `The current data have no column ${quoted(time)}, which monitor.time names${near} Correct the name, or write the time into that column.`,
  };
}

/** The columns of the current data that the reference does not hold. */
export function addedColumns({ reference, current, options }: DriftFacts): readonly string[] {
  const { columns } = reference.profile;
  const { time, prediction, answers = [], label, apart = [] } = options;
  const named = new Set([time, prediction, ...answers, label, ...apart]);
  return [...current.types.keys()].filter(
    (column) => !columns.has(column) && !reference.types.has(column) && !named.has(column),
  );
}

function changeOf(
  { reference, current }: DriftFacts,
  { judged, outcome }: Examined,
  added: readonly string[],
): SchemaChange | null {
  const { look } = judged;
  const { name: column, role } = look.subject;
  const types = {
    reference: reference.types.get(column) ?? look.subject.reference.kind,
    current: current.types.get(column) ?? null,
  };
  const change = { column, ...types } as const;
  if (look.current === null) {
    const isLabel = role === 'label';
    const reason = isLabel
      ? 'The current data have no labels yet.'
      : bounded(lostSentence(look, added), longestReason);
    const found: FeatureOutcome = isLabel ? 'insufficient-data' : 'drift';
    return { ...change, change: 'missing', current: null, outcome: found, reason };
  }
  const hits = look.unreadable?.current.hits ?? 0;
  if (look.mostlyUnreadable) {
    const reason = bounded(lostSentence(look, []), longestReason);
    const now = types.current === types.reference ? 'text' : types.current;
    return { ...change, current: now, change: 'type', outcome: 'drift', reason };
  }
  const [before, now] = [reference.types.get(column), current.types.get(column)];
  const isOther = isTelling(before) && isTelling(now) && before !== now;
  if (!isOther) return null;
  if (hits === 0) {
    const reason = 'Every value can be read as before.';
    return { ...change, change: 'type', outcome: 'stable', reason };
  }
  const reason = `${formatCount(hits, 'value')} cannot be read as before.`;
  const found = outcome === 'drift' ? 'drift' : 'warning';
  return { ...change, change: 'type', outcome: found, reason };
}

/** Whether a type says anything of the values: an empty column has none. */
function isTelling(type: string | undefined): boolean {
  return type !== undefined && type !== 'empty' && type !== 'other';
}

/** A column of lists or bytes may be gone or of another kind: that is said, but not what its values do. */
function uncomparedColumn({ current }: DriftFacts, column: string): SchemaChange {
  const now = current.types.get(column) ?? null;
  const { change, news } = newsOf(now);
  return {
    column: bounded(column, longestName),
    change,
    reference: 'other',
    current: now,
    outcome: 'unreadable',
    reason: `The reference holds ${uncomparedKind} in this column, which are not compared${news}. Write what matters of them into columns of numbers or texts, or name the other columns in monitor.features.`,
  };
}

function newsOf(now: ColumnType | null): Pick<SchemaChange, 'change'> & { readonly news: string } {
  if (now === null) return { change: 'missing', news: '; the current data have no such column' };
  if (now === 'other') return { change: 'unreadable', news: '' };
  return { change: 'type', news: `; the current data hold values of type ${now} there` };
}

function addedColumn({ current }: DriftFacts, column: string): SchemaChange {
  return {
    column: bounded(column, longestName),
    change: 'added',
    reference: null,
    current: current.types.get(column) ?? null,
    outcome: 'warning',
    reason: 'The reference does not hold this column, so it is compared with nothing.',
  };
}
