import * as core from '@actions/core';
import { readProduction } from '../../adapters/tabular/production.ts';
import {
  type DriftFindings,
  examineDrift,
  importanceNotes,
  overallOutcome,
} from '../../core/drift/index.ts';
import { multivariateDrift } from '../../core/drift/multivariate/multivariate-drift.ts';
import {
  columnRoles,
  examinePerformance,
  examineSlices,
  type PerformanceFacts,
} from '../../core/performance/index.ts';
import { instantOfNumber } from '../../core/time/common-unit.ts';
import { durationMs } from '../../core/time/duration.ts';
import type {
  DriftRecord,
  DriftSlice,
  MonitorConfig,
  MultivariateDrift,
  PerformanceDrift,
} from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { OpenedData } from '../open-data.ts';
import type { Model } from '../open-model.ts';
import { progress } from '../progress.ts';
import { championMetrics } from './champion-metrics.ts';
import { readImportance } from './importance.ts';
import type { LookUp } from './production.ts';
import type { Sides } from './sides.ts';

/** What was found, as a record says it. */
export type Findings = DriftFindings & Pick<DriftRecord, 'multivariate' | 'performance' | 'slices'>;

/** Judges what was read: column by column, all columns together, and what the model answered. */
export async function findingsOf(
  step: Step,
  model: Model,
  config: MonitorConfig,
  sides: Sides,
  lookUp: LookUp,
): Promise<{ readonly findings: Findings; readonly notes: readonly string[] }> {
  const { reference, current } = sides;
  const available = new Set([...current.types.keys(), ...reference.profile.columns.keys()]);
  const importance = await readImportance(model, config);
  const drift = examineDrift({
    reference,
    current,
    now: step.now(),
    options: {
      time: config.time ?? null,
      features: config.features,
      importance,
      ...columnRoles(model.config, available),
      thresholds: config.thresholds,
      persistence: config.persistence,
      hasWindows: config.window !== undefined,
      freshnessMs: config.freshness === undefined ? null : durationMs(config.freshness),
    },
  });
  // Nothing of a window that still runs is judged, neither its columns nor its answers.
  const isTooEarly = config.window !== undefined && current.windows.length === 0;
  const multivariate = isTooEarly ? null : multivariateOf(model, config, sides, drift);
  const { performance, slices, notes } = isTooEarly
    ? { performance: [], slices: [], notes: [] }
    : await answersOf(step, model, sides, lookUp);
  const outcome = overallOutcome(drift, {
    performance,
    multivariate,
    slices,
    unreadableFiles: sides.currentSide.unreadable?.count ?? 0,
  });
  const findings = {
    ...drift,
    outcome,
    ...(multivariate === null ? {} : { multivariate }),
    performance: [...performance],
    slices: [...slices],
  };
  const warnings = [...importanceNotes(importance, reference), ...withoutClassifier(config, sides)];
  for (const warning of warnings) core.warning(warning, { title: 'Assay monitor' });
  return { findings, notes: [...warnings, ...notes] };
}

/** That there is no classifier though it is asked for. */
function withoutClassifier(
  { multivariate }: MonitorConfig,
  { referenceRows }: Pick<Sides, 'referenceRows'>,
): readonly string[] {
  if (multivariate !== true || referenceRows !== null) return [];
  return [
    'No classifier was asked to tell the current data from the reference (monitor.multivariate), since no rows of the reference are at hand: it is a kept profile or past windows. Name a data set in monitor.reference.path, without keep.',
  ];
}

/** Null where no rows of the reference are at hand, or nobody wants it. */
function multivariateOf(
  { name }: Model,
  { thresholds }: MonitorConfig,
  { referenceRows, currentRows }: Sides,
  { features, window }: DriftFindings,
): MultivariateDrift | null {
  return multivariateDrift(referenceRows?.sample ?? null, currentRows.sample, features, {
    threshold: thresholds?.multivariate,
    seed: name,
    window,
  });
}

/** Tells how far the reading of answers is, and ends it when the job is cancelled. */
function readingAnswers(step: Step, { shown }: OpenedData): (share: number) => void {
  const tell = progress(`Reading the answers of ${shown}`);
  return (share) => {
    step.cancelled.throwIfAborted();
    tell(Math.round(100 * share), 100);
  };
}

async function answersOf(
  step: Step,
  model: Model,
  { current, currentRows, referenceRows }: Sides,
  lookUp: LookUp,
): Promise<{
  readonly performance: readonly PerformanceDrift[];
  readonly slices: readonly DriftSlice[];
  readonly notes: readonly string[];
}> {
  const unit = current.times?.unit ?? null;
  const rows = await readProduction(currentRows.data.files, model.config, {
    ofNumber: (value) => (unit === null ? Number.NaN : instantOfNumber(value, unit)),
    onProgress: readingAnswers(step, currentRows.data),
  });
  const like = rows.kept?.predictions.slices ?? [];
  const before =
    referenceRows === null
      ? null
      : await readProduction(referenceRows.data.files, model.config, {
          like,
          onProgress: readingAnswers(step, referenceRows.data),
        });
  const facts: PerformanceFacts = {
    config: model.config,
    current: rows,
    reference: before,
    referenceValues: rows.kept === null ? new Map() : await championMetrics(lookUp),
    windows: current.windows,
    draws: { seed: model.name, resamples: model.config.evaluate.resamples },
  };
  const { performance, notes: told } = examinePerformance(facts);
  const { slices, notes: ofSlices } = examineSlices(facts);
  const notes = [...told, ...ofSlices];
  for (const note of notes) core.info(note);
  return { performance, slices, notes };
}
