import * as core from '@actions/core';
import type { EngineAnswer, ProfileRequest } from '../../adapters/engine/engine.ts';
import { readableFiles } from '../../adapters/tabular/readable-files.ts';
import { fittingShares, type PastShares, pastWindows } from '../../core/drift/index.ts';
import { mostSampled } from '../../core/drift/multivariate/index.ts';
import { leftOut } from '../../core/drift/left-out.ts';
import { usualWindows } from '../../core/drift/rules.ts';
import { fittingGroups } from '../../core/profile/collect/row-groups.ts';
import { InputError } from '../../core/errors.ts';
import type { Profiled, ReferenceProfile } from '../../core/profile/profile.ts';
import type { RowSample } from '../../core/profile/rows.ts';
import { shapesOf } from '../../core/profile/shapes-of.ts';
import { watchedColumns } from '../../core/profile/watched-columns.ts';
import { formatCount } from '../../core/report/number.ts';
import { durationMs } from '../../core/time/duration.ts';
import type { DriftSide, MonitorConfig } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { progress } from '../progress.ts';
import { type OpenedData, openData } from '../open-data.ts';
import type { Model } from '../open-model.ts';
import { readTimeless, referenceRequest } from '../reference-request.ts';
import type { LookUp } from './production.ts';
import { storedProfile } from './stored-profile.ts';
import { warned } from './warned.ts';

/** Both sides of the comparison, as they were read. */
export interface Sides {
  readonly reference: ReferenceProfile;
  readonly referenceSide: DriftSide;
  /** Null where no rows of the reference are at hand: it is a stored profile, or windows of the current data. */
  readonly referenceRows: { readonly data: OpenedData; readonly sample: RowSample | null } | null;
  readonly current: Profiled;
  readonly currentSide: DriftSide;
  readonly currentRows: { readonly data: OpenedData; readonly sample: RowSample | null };
  /** What a person should know of them, a sentence each. */
  readonly notes: readonly string[];
  /** Removes what was downloaded. */
  readonly dispose: () => Promise<void>;
}

/** Reads the reference, and the current data as the reference was read. Throws an InputError for what is no table. */
export async function readSides(
  step: Step,
  model: Model,
  config: MonitorConfig,
  lookUp: LookUp,
): Promise<Sides> {
  const data = await openData(step, model, 'monitor.current.path', config.current.path);
  try {
    const { files, unreadable } = await readableFiles(data.files);
    const left = leftOut(unreadable.map(({ file, reason }) => ({ path: file.shown, reason })));
    const notes = left.notes.flatMap(warned);
    const sides = await sidesOf(step, model, config, { ...data, files }, lookUp);
    return {
      ...sides,
      currentSide: { ...sides.currentSide, ...left.field },
      notes: [...sides.notes, ...notes],
    };
  } catch (error) {
    await data.dispose();
    throw error;
  }
}

async function sidesOf(
  step: Step,
  model: Model,
  config: MonitorConfig,
  data: OpenedData,
  lookUp: LookUp,
): Promise<Sides> {
  const { path } = config.reference;
  if (path === undefined) return pastSides(step, model, config, data);
  const stored = config.reference.keep === true ? await storedProfile(model, lookUp) : null;
  if (stored !== null) {
    const { profile, version, source } = stored;
    core.info(`The reference is the profile that version ${version} keeps of ${source.path}.`);
    const answer = await readCurrent(step, model, config, data, profile);
    const { rows } = profile.profile;
    return {
      ...currentOf(answer, data),
      reference: profile,
      referenceSide: { path: source.path, digest: source.digest, rows, version },
      referenceRows: null,
      notes: fewerWindows(answer, askedWindows(config)),
      dispose: () => data.dispose(),
    };
  }
  const before = await openData(step, model, 'monitor.reference.path', path);
  const dispose = async (): Promise<void> => {
    await Promise.all([data.dispose(), before.dispose()]);
  };
  try {
    const reference = await readDataSet(step, model, config, before);
    const profile = referenceOf(reference);
    const answer = await readCurrent(step, model, config, data, profile);
    return {
      ...currentOf(answer, data),
      reference: profile,
      referenceSide: sideOf(before, profile.profile.rows),
      referenceRows: { data: before, sample: reference.sample },
      notes: fewerWindows(answer, askedWindows(config)),
      dispose,
    };
  } catch (error) {
    await before.dispose();
    throw error;
  }
}

/** The windows before those that are examined are the reference: one reading tells of both. */
async function pastSides(
  step: Step,
  model: Model,
  config: MonitorConfig,
  data: OpenedData,
): Promise<Sides> {
  const { window, reference: past } = config;
  if (window === undefined || past.window === undefined) {
    throw new TypeError('The configuration names neither a reference nor windows.');
  }
  const lengthMs = durationMs(window);
  const asked = {
    examined: config.windows ?? usualWindows,
    before: Math.ceil(durationMs(past.window) / lengthMs),
  };
  const count = asked.examined + asked.before;
  const answer = await data.engine.profile({
    ...currentRequest(step, model, config, data),
    windows: { lengthMs, count },
    like: null,
    sample: 0,
  });
  const { profiled } = answer;
  const fitting = fittingShares(asked, profiled.whole.columns.size);
  const { reference, span, current } = pastWindows(profiled, fitting.examined);
  if (reference === null) throw noReference(data, profiled, window, fitting);
  const found = profiled.windows.length - fitting.examined;
  return {
    ...currentOf({ ...answer, profiled: current }, data),
    reference,
    referenceSide: { ...sideOf(data, reference.profile.rows), window: span },
    referenceRows: null,
    notes: [
      ...fewerWindows(answer, count, `, ${fitting.examined} of them as current data`),
      ...(found < fitting.before ? shortReference(found, asked.before) : []),
    ],
    dispose: () => data.dispose(),
  };
}

function noReference(
  { shown }: OpenedData,
  { windows, whole }: Profiled,
  length: string,
  { examined, before }: PastShares,
): InputError {
  const why =
    before === 0
      ? `Of the ${formatCount(whole.columns.size, 'column')} of ${shown} a single window fits the memory, so none is left for the reference: name the columns that matter in monitor.features`
      : `${shown} has ${formatCount(windows.length, 'whole window')} of ${length}, so none with rows lies before the ${examined} that are examined: take a shorter monitor.window or fewer monitor.windows`;
  return new InputError('no-reference', `${why}, or name a data set in monitor.reference.path.`);
}

/** That less of the past is there than was asked for. */
function shortReference(found: number, asked: number): readonly string[] {
  return warned(
    `The reference is ${formatCount(found, 'window')} and not the ${asked} that monitor.reference.window asks for: the data do not reach back further.`,
  );
}

function askedWindows({ window, windows = usualWindows }: MonitorConfig): number {
  return window === undefined ? 0 : windows;
}

/** That there is no room for all the windows of so many columns. */
function fewerWindows({ profiled }: EngineAnswer, asked: number, use = ''): readonly string[] {
  const columns = profiled.whole.columns.size;
  const fitting = fittingGroups(asked, columns);
  if (fitting >= asked) return [];
  return warned(
    `Of ${formatCount(columns, 'column')} only the newest ${fitting} of ${asked} windows are counted${use}, since more would not fit the memory: name the columns that matter in monitor.features, or set monitor.windows to fewer.`,
  );
}

function readDataSet(
  step: Step,
  model: Model,
  config: MonitorConfig,
  data: OpenedData,
): Promise<EngineAnswer> {
  const tell = progress(`Reading ${data.shown}`);
  const request = referenceRequest(model.config, data.files, {
    now: step.now(),
    signal: step.cancelled,
    onProgress(share) {
      tell(Math.round(100 * share), 100);
    },
  });
  const sample = config.multivariate === false ? 0 : mostSampled;
  return readTimeless(data.engine, { ...request, sample });
}

function referenceOf({ profiled, calibration }: EngineAnswer): ReferenceProfile {
  return { profile: profiled.whole, types: profiled.types, calibration };
}

function readCurrent(
  step: Step,
  model: Model,
  config: MonitorConfig,
  data: OpenedData,
  { profile }: ReferenceProfile,
): Promise<EngineAnswer> {
  const shapes = new Map(shapesOf(profile));
  shapes.delete(config.time ?? '');
  const request: ProfileRequest = {
    ...currentRequest(step, model, config, data),
    columns: [...shapes.keys()],
    like: shapes,
    sample: config.multivariate === false ? 0 : mostSampled,
  };
  return readTimeless(data.engine, request, ({ message }) => {
    core.warning(message, { title: 'Assay monitor' });
  });
}

function currentRequest(
  step: Step,
  { config: model }: Model,
  config: MonitorConfig,
  data: OpenedData,
): Omit<ProfileRequest, 'like' | 'sample'> {
  const { window, windows = usualWindows, time = null } = config;
  const tell = progress(`Reading ${data.shown}`);
  return {
    files: data.files,
    columns: watchedColumns({ ...model, monitor: config }),
    time,
    windows: window === undefined ? null : { lengthMs: durationMs(window), count: windows },
    parts: 0,
    now: step.now(),
    signal: step.cancelled,
    onProgress(share) {
      tell(Math.round(100 * share), 100);
    },
  };
}

function currentOf(
  { profiled, sample }: EngineAnswer,
  data: OpenedData,
): Pick<Sides, 'current' | 'currentSide' | 'currentRows'> {
  return {
    current: profiled,
    currentSide: sideOf(data, profiled.whole.rows),
    currentRows: { data, sample },
  };
}

function sideOf({ shown, digest }: OpenedData, rows: number): DriftSide {
  return { path: shown, digest, rows };
}
