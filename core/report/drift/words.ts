import type {
  DriftAlarm,
  DriftOutcome,
  DriftRecord,
  FeatureDrift,
  FeatureOutcome,
  PerformanceDrift,
} from '../../../schemas/types.ts';
import { formatCount, formatNumber, formatWhole } from '../number.ts';
import { allowedOf } from './allowed.ts';
import { amount } from './amount.ts';
import { byAttention } from './attention.ts';

/** Sets what comes from outside into a sentence: as code in Markdown; names in quotation marks on a page. */
export interface Wording {
  readonly name: (text: string) => string;
  readonly time: (text: string) => string;
}

/** The outcome of a comparison as a title. */
export const outcomeTitles = {
  drift: 'Drift',
  warning: 'Something to look at',
  stable: 'No drift',
  'insufficient-data': 'Not enough data to tell',
} as const satisfies { readonly [Key in DriftOutcome]: string };

/** The outcome of one thing that was compared, in a word or two. */
export const outcomeWords = {
  drift: 'drift',
  warning: 'warning',
  unreadable: 'unreadable',
  'insufficient-data': 'too few rows',
  stable: 'stable',
} as const satisfies { readonly [Key in FeatureOutcome]: string };

const alarmWords = {
  distribution: 'distribution',
  missing: 'missing values',
  unseen: 'unseen levels',
  range: 'out of range',
  schema: 'schema',
  freshness: 'freshness',
  volume: 'volume',
  stream: 'stream of windows',
  external: 'reported',
} as const satisfies { readonly [Key in DriftAlarm]: string };

/** Whether a metric is only shown, since nothing says how bad it may be. */
export function isUnbounded({ outcome, limit, maxRegression }: PerformanceDrift): boolean {
  return outcome === 'insufficient-data' && limit === null && maxRegression == null;
}

/** Metrics that have a bound, and that could be compared with it neither as measured nor as estimated. */
export function unjudgedMetrics({ performance = [] }: DriftRecord): readonly PerformanceDrift[] {
  const judged = new Set(performance.filter((one) => !isUnjudged(one)).map((one) => one.metric));
  return performance.filter(
    ({ metric, limit, maxRegression }) =>
      !judged.has(metric) && (limit !== null || maxRegression !== undefined),
  );
}

function isUnjudged({ outcome }: { readonly outcome: FeatureOutcome }): boolean {
  return outcome === 'unreadable' || outcome === 'insufficient-data';
}

/** How many features drifted, in which window, on how many rows; who says so where the action did not compare. */
export function summarySentence(record: DriftRecord, say: Wording): string {
  const { features, window, source } = record;
  const drifted = features.filter(({ outcome }) => outcome === 'drift').length;
  const counted = `${formatWhole(drifted)} of ${formatCount(features.length, 'feature')} drifted`;
  const nothing =
    source === undefined
      ? 'No feature was compared'
      : `Another monitor (${say.name(source.adapter)}) reported it and named no feature`;
  const when = window === null ? '' : `, from ${say.time(window.start)} to ${say.time(window.end)}`;
  return `${features.length === 0 ? nothing : counted}${when}${rowsCompared(record)}.`;
}

function rowsCompared({ windows = [], reference, current }: DriftRecord): string {
  // With windows it is the newest that is judged, of whatever else was read.
  const rows = windows.at(-1)?.rows ?? current?.rows ?? null;
  const sides = [
    ...(rows === null ? [] : [`${formatCount(rows, 'row')} now`]),
    ...(reference === null ? [] : [`${formatCount(reference.rows, 'row')} of reference`]),
  ];
  return sides.length === 0 ? '' : `: ${sides.join(' against ')}`;
}

/** What of a feature drifted, where that is not its distribution alone; else empty. */
export function alarmText({ alarms = [], test }: FeatureDrift): string {
  const usual = test === 'external' ? 'external' : 'distribution';
  if (alarms.every((alarm) => alarm === usual)) return '';
  return alarms.map((alarm) => alarmWords[alarm]).join(', ');
}

/** What was found, a sentence each, the most important first. Empty where nothing is wrong. */
export function findings(record: DriftRecord, say: Wording): readonly string[] {
  return [
    ...performanceSentences(record, say),
    ...featureSentences(record, say),
    ...togetherSentence(record),
    ...slicesSentence(record, say),
    ...schemaSentence(record, say),
    ...unreadableSentence(record, say),
    ...(record.freshness === undefined ? [] : freshnessSentence(record.freshness, say)),
    ...(record.volume && isAlarming(record.volume) ? [volumeSentence(record.volume)] : []),
    ...unjudgedSentence(record, say),
  ];
}

/** Whether a person should know of it. */
export function isAlarming({ outcome }: { readonly outcome: FeatureOutcome }): boolean {
  return outcome === 'drift' || outcome === 'warning';
}

function performanceSentences({ performance = [] }: DriftRecord, say: Wording): readonly string[] {
  const changed = performance.filter(isAlarming);
  const measured = new Set(changed.flatMap((one) => (one.estimated ? [] : [one.metric])));
  const alarming = changed.filter(({ estimated, metric }) => !estimated || !measured.has(metric));
  const left = alarming.length - mostNames;
  return [
    ...alarming.slice(0, mostNames).map((metric) => performanceSentence(metric, say)),
    ...(left > 0 ? [`${formatCount(left, 'more metric')} changed.`] : []),
  ];
}

function performanceSentence(metric: PerformanceDrift, say: Wording): string {
  const is = metric.estimated ? 'is estimated, without labels, at' : 'is';
  const bounds = [
    ...boundSentences(metric),
    ...(metric.changedAt == null
      ? []
      : [`its values are on another level since ${say.time(metric.changedAt)}`]),
  ];
  const where = bounds.length === 0 ? '' : `; ${bounds.join(', ')}`;
  // Labels come late, so it need not be the newest window.
  const { history = [] } = metric;
  const last = history.findLast(({ value }) => value !== null);
  const isOlder = last !== undefined && last !== history.at(-1);
  const when = isOlder ? ` in the window from ${say.time(last.start)}` : '';
  return `${say.name(metric.metric)} ${is} ${amount(metric.value, metric.interval)}${when}${where}.`;
}

function boundSentences(metric: PerformanceDrift): readonly string[] {
  const { limit, reference } = metric;
  const before = reference === null ? [] : [`it was ${formatNumber(reference)} on the reference`];
  const allowed = allowedOf(metric);
  if (allowed?.by === 'reference') return [`${formatNumber(allowed.value)} is allowed`, ...before];
  return [...(limit === null ? [] : [`its limit is ${formatNumber(limit)}`]), ...before];
}

function featureSentences({ features }: DriftRecord, say: Wording): readonly string[] {
  const of = (outcome: FeatureOutcome): readonly FeatureDrift[] =>
    byAttention(features.filter((feature) => feature.outcome === outcome));
  const [drifted, warned] = [of('drift'), of('warning')];
  const answers = drifted.filter(({ role }) => role === 'prediction');
  return [
    ...(drifted.length === 0 ? [] : [`${named(drifted, say)} drifted.`]),
    ...(answers.length === 0 ? [] : ["The model's answers are among what drifted."]),
    ...(warned.length === 0 ? [] : [`${named(warned, say)} changed in the newest window.`]),
  ];
}

const mostNames = 5;

function named(features: readonly FeatureDrift[], say: Wording): string {
  return listed(
    features.map(({ feature }) => feature),
    say,
  );
}

/** `count`: how many there are, where not all are known by name. */
function listed(every: readonly string[], say: Wording, count = every.length): string {
  const names = every.slice(0, mostNames).map(say.name);
  const left = count - names.length;
  const all = left > 0 ? [...names, `${formatWhole(left)} more`] : names;
  if (all.length === 1) return all[0] ?? '';
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

function togetherSentence({ multivariate }: DriftRecord): readonly string[] {
  if (multivariate === undefined || !isAlarming(multivariate)) return [];
  const { auc, interval } = multivariate;
  return [
    `Taken together, the features tell current rows from those of the reference: AUC ${amount(auc, interval)}, where 0.5 is guessing.`,
  ];
}

function schemaSentence({ schemaChanges = [] }: DriftRecord, say: Wording): readonly string[] {
  const alarming = schemaChanges.filter(isAlarming);
  if (alarming.length === 0) return [];
  return [
    `The columns changed: ${listed(
      alarming.map(({ column }) => column),
      say,
    )}.`,
  ];
}

function unreadableSentence({ current }: DriftRecord, say: Wording): readonly string[] {
  if (current?.unreadable === undefined) return [];
  const { count, files } = current.unreadable;
  const names = listed(
    files.map(({ path }) => path),
    say,
    count,
  );
  return [`Files could not be opened, so their rows are not among the current data: ${names}.`];
}

function slicesSentence({ slices = [] }: DriftRecord, say: Wording): readonly string[] {
  const worse = slices.filter(isAlarming);
  if (worse.length === 0) return [];
  return [
    `Taken by themselves, these rows changed: ${listed(
      worse.map(({ column, value }) => `${column} = ${value}`),
      say,
    )}.`,
  ];
}

function unjudgedSentence(record: DriftRecord, say: Wording): readonly string[] {
  // Labels come when they come, and a metric that lacks them says so.
  const features = record.features.filter((one) => one.role !== 'label' && isUnjudged(one));
  const nested = (record.schemaChanges ?? []).filter(({ outcome }) => outcome === 'unreadable');
  const names = [
    ...unjudgedMetrics(record).map(({ metric }) => metric),
    ...features.map(({ feature }) => feature),
    ...nested.map(({ column }) => column),
  ];
  if (names.length === 0) return [];
  return [`Not judged: ${listed([...new Set(names)], say)}; the reasons are below.`];
}

function freshnessSentence(
  { newest, future, outcome }: NonNullable<DriftRecord['freshness']>,
  say: Wording,
): readonly string[] {
  if (outcome === 'drift') {
    const time = newest === null ? 'an unknown time' : say.time(newest);
    return [`The data are not fresh: the newest row is of ${time}.`];
  }
  if (outcome === 'stable') return [];
  if (newest === null) {
    return [
      'No row has a time that can be read and is not in the future, so their age is not known.',
    ];
  }
  if (future > 0) return [`The times are odd: ${formatCount(future, 'row')} of the future.`];
  return ['The times are odd: some say their offset from UTC and others do not.'];
}

function volumeSentence({ rows, lower, upper }: NonNullable<DriftRecord['volume']>): string {
  const between =
    lower === null || upper === null
      ? ''
      : `, where ${formatNumber(lower)} to ${formatNumber(upper)} were to be expected`;
  return rows === 0
    ? `No row came in the windows after the newest one that has some${between}.`
    : `The newest window has ${formatCount(rows, 'row')}${between}.`;
}

/** Since when something drifts that lasts, the earliest of it; null where it is not known. */
export function since({ features, performance = [], windows = [] }: DriftRecord): string | null {
  const known = [
    ...features.filter(isDrift).flatMap((feature) => feature.since ?? []),
    ...performance.filter(isDrift).flatMap((metric) => metric.changedAt ?? []),
  ];
  // The windows are in their order; their starts as texts need not be.
  const first = windows.find(({ start }) => known.includes(start));
  return first?.start ?? known.sort()[0] ?? null;
}

function isDrift({ outcome }: { readonly outcome: FeatureOutcome }): boolean {
  return outcome === 'drift';
}

/** In how many windows something must drift to last, in words; null where it was not asked. */
export function persistenceWords({ persistence }: DriftRecord): string | null {
  if (persistence === undefined) return null;
  const { drifted, of } = persistence;
  return `${drifted} of the ${formatCount(of, 'newest window')}`.replace(
    'the 1 newest',
    'the newest',
  );
}
