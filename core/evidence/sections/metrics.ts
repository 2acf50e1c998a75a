import type { Comparison, EvaluationRecord, SliceName } from '../../../schemas/types.ts';
import { differenceOf } from '../../judge/differences.ts';
import { findMetric } from '../../metrics/index.ts';
import { formatDifference } from '../../report/interval.ts';
import { formatCount, formatNumber, formatWhole, noValue } from '../../report/number.ts';
import type { EvidenceFacts, Stored } from '../facts.ts';
import { recordFile } from '../files.ts';
import { fileLink, html, type Html } from '../html.ts';
import { code, longTable, paragraph, section } from './parts.ts';

/** The metrics of the registered model, and those that the verdict judged, each beside what it was compared with. */
export function metricsSection(facts: EvidenceFacts): Html {
  const { evaluation, baselines, verdicts } = facts;
  const judged = verdicts[0]?.evaluation ?? null;
  const isOther = judged !== null && judged.path !== evaluation?.path;
  const compared = verdicts[0]?.verdict.record.baseline?.evaluation ?? null;
  return section('metrics', 'Metrics', [
    html`<h3>The registered model</h3>`,
    evaluation === null
      ? paragraph('The ledger does not hold the evaluation that the version record names.')
      : evaluationPart(evaluation, baselines, isOther ? null : compared),
    isOther ? html`<h3>The model that the verdict judged</h3>` : null,
    isOther ? evaluationPart(judged, baselines, compared) : null,
  ]);
}

/** `wanted` is the id of the evaluation that it was judged against; null where none was: then the first it was compared with. */
function evaluationPart(
  stored: Stored<'evaluation'>,
  baselines: readonly Stored<'evaluation'>[],
  wanted: string | null,
): Html {
  const { record } = stored;
  const comparison = comparisonOf(record, wanted);
  const id = wanted ?? comparison?.baseline.evaluation ?? null;
  const baseline = baselines.find((one) => one.record.id === id) ?? null;
  const file = fileLink(recordFile(stored), 'the evaluation record');
  const usable = comparison?.refused === undefined ? comparison : null;
  return html`${paragraph(setText(record))} ${paragraph(baselineText(baseline, usable, id))}
  ${longTable(['metric', '#value', '#95% interval', '#baseline', '#difference', '#rows'], metricRows(record, baseline?.record ?? null, usable), file)}
  ${slicesPart(record, file)}`;
}

function comparisonOf(record: EvaluationRecord, wanted: string | null): Comparison | null {
  const all = record.comparisons ?? [];
  if (wanted === null) return all[0] ?? null;
  return all.find(({ baseline }) => baseline.evaluation === wanted) ?? null;
}

function setText({ evaluationSet, task, status }: EvaluationRecord): Html {
  if (evaluationSet === undefined) {
    return html`The evaluation (${task}) ${status}, and names no evaluation set.`;
  }
  return html`Task ${task}, on ${formatCount(evaluationSet.rows, 'row')} of the evaluation set
  ${code(evaluationSet.digest)}.`;
}

function baselineText(
  baseline: Stored<'evaluation'> | null,
  comparison: Comparison | null,
  id: string | null,
): Html {
  if (id === null) return html`It was compared with no other model.`;
  const which =
    baseline === null
      ? html`an evaluation that the ledger does not hold (${code(id)})`
      : html`the ${fileLink(recordFile(baseline), 'evaluation')} at commit
        ${code(baseline.record.commit)}`;
  if (comparison === null)
    return html`The baseline is ${which}; there is no comparison row by row.`;
  return html`The baseline is ${which}, compared row by row on
  ${formatCount(comparison.rows.compared, 'row')}. A difference is this model minus the baseline,
  with its 95% interval.`;
}

function metricRows(
  record: EvaluationRecord,
  baseline: EvaluationRecord | null,
  comparison: Comparison | null,
): readonly (readonly (Html | string)[])[] {
  // Values on different rows say nothing beside each other.
  const isAlike =
    comparison !== null || baseline?.evaluationSet?.digest === record.evaluationSet?.digest;
  const other = isAlike ? baseline : null;
  return Object.entries(record.metrics).map(([metric, { value, interval, rows, reason }]) => {
    const {
      baseline: before,
      difference,
      spread,
    } = differenceOf(metric, record, other, comparison);
    return [
      html`${metric}${directionText(metric)}`,
      value === null ? html`${noValue} ${reason ?? 'no reason is on record'}` : formatNumber(value),
      interval === undefined
        ? noValue
        : `${formatNumber(interval.low)} to ${formatNumber(interval.high)}`,
      formatNumber(before),
      formatDifference(difference, spread?.interval ?? null),
      formatWhole(rows),
    ];
  });
}

function directionText(metric: string): Html | null {
  const direction = findMetric(metric)?.direction;
  return direction === undefined ? null : html` <span class="soft">${direction} is better</span>`;
}

/** By slice, the first metrics. */
function slicesPart({ slices = [], metrics }: EvaluationRecord, file: Html): Html | null {
  if (slices.length === 0) return null;
  const shown = Object.keys(metrics).slice(0, 4);
  const rows = slices.map(({ slice, rows: count, metrics: values }) => [
    sliceText(slice),
    ...shown.map((metric) =>
      formatNumber(Object.hasOwn(values, metric) ? (values[metric]?.value ?? null) : null),
    ),
    formatWhole(count),
  ]);
  return html`<h4>By slice</h4>
    ${longTable(['slice', ...shown.map((metric) => `#${metric}`), '#rows'], rows, file)}`;
}

function sliceText(slice: SliceName): string {
  return slice
    .map(({ column, value, from, to }) => {
      if (value !== undefined) return `${column} = ${value}`;
      if (from === undefined && to === undefined) return `${column} has no value`;
      return `${column} from ${formatNumber(from ?? null)} to ${formatNumber(to ?? null)}`;
    })
    .join(' and ');
}
