import type { Engine, EngineAnswer, ProfileRequest } from '../adapters/engine/engine.ts';
import type { DataFile } from '../adapters/tabular/data-file.ts';
import { InputError } from '../core/errors.ts';
import { watchedColumns } from '../core/profile/watched-columns.ts';
import type { ModelConfig } from '../schemas/types.ts';

/** Into so many parts a reference is cut, so that it is known how much they differ without drift. */
export const calibrationParts = 20;

/**
 * What an engine is asked of a data set that is a reference; the same when it is kept with a version as when monitoring
 * reads it.
 */
export function referenceRequest(
  config: ModelConfig,
  files: readonly DataFile[],
  { now, signal, onProgress }: Pick<ProfileRequest, 'now' | 'signal' | 'onProgress'>,
): ProfileRequest {
  return {
    files,
    columns: watchedColumns(config),
    time: config.monitor?.time ?? null,
    windows: null,
    like: null,
    parts: calibrationParts,
    sample: 0,
    now,
    onProgress,
    signal,
  };
}

/**
 * Has a table read, without its time and windows where no file has that column: data to learn from often hold none, and of
 * current data that lost it the other columns can still be told. `lacking` is told of it.
 */
export async function readTimeless(
  engine: Pick<Engine, 'profile'>,
  request: ProfileRequest,
  lacking: (error: InputError) => void = () => {},
): Promise<EngineAnswer> {
  try {
    return await engine.profile(request);
  } catch (error) {
    const lacksTime = error instanceof InputError && error.code === 'no-column';
    if (request.time === null || !lacksTime) throw error;
    lacking(error);
    return engine.profile({ ...request, time: null, windows: null });
  }
}
