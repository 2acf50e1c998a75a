import { modelPattern } from '../config/model-name.ts';
import { isFields } from '../fields.ts';
import { failed, ok, type Result } from '../result.ts';
import { momentOf, readWindow } from './moment.ts';
import type { MonitorContext } from './monitor.ts';
import { streamOf } from './stream.ts';
import { addressOf } from './values.ts';

/** What a sender adds to a report that does not say it itself, under the key `metadata`. */
export interface About {
  readonly model: string;
  readonly at: string;
  readonly window: { readonly start: string; readonly end: string } | null;
  readonly url: string | null;
  readonly stream: string | null;
}

/**
 * Which model, when, of which window: from `metadata` (`model`, `timestamp`, `window`, `url`, `monitor`), else as said beside the
 * payload, else from `own`, the time that the tool itself states. A sentence says what is missing.
 */
export function readAbout(
  payload: unknown,
  context: MonitorContext,
  own: unknown = null,
): Result<About> {
  const given = isFields(payload) ? payload['metadata'] : undefined;
  const metadata = isFields(given) ? given : {};
  const model = resolveModel([metadata['model'], context.model]);
  if (!model.ok) return model;
  const window = readWindow(metadata['window']);
  if (!window.ok) return window;
  const at = resolveMoment([metadata['timestamp'], context.at, own]);
  if (!at.ok) return at;
  const url = addressOf(metadata, ['url']);
  const monitor = metadata['monitor'] ?? null;
  if (monitor !== null && typeof monitor !== 'string') {
    return failed(
      '"monitor" in "metadata" must be a text: the name of this one of several monitors.',
    );
  }
  const stream = streamOf(monitor);
  return ok({ model: model.value, at: at.value, window: window.value, url, stream });
}

/** The first name of a model that is given; a sentence where none is, or it can be none. */
export function resolveModel(names: readonly unknown[]): Result<string> {
  const name = names.find((one) => one !== undefined && one !== null && one !== '');
  if (name === undefined) {
    return failed(
      'Which model is this about? Name it as .github/assay.yml does, in the payload or by ?model=.',
    );
  }
  if (typeof name === 'string' && modelPattern.test(name)) return ok(name);
  return failed(`A model cannot be called ${JSON.stringify(name)?.slice(0, 80) ?? 'that'}.`);
}

function resolveMoment(values: readonly unknown[]): Result<string> {
  const value = values.find((one) => one !== undefined && one !== null && one !== '');
  if (value === undefined) {
    return failed(
      'When was this found? The same report may come again: say it by "timestamp" in "metadata", or by ?at=, in ISO 8601.',
    );
  }
  const at = momentOf(value);
  if (at !== null) return ok(at);
  return failed(
    `${JSON.stringify(value)?.slice(0, 80) ?? 'The time'} is no time: write ISO 8601, such as 2026-07-26T10:00:00Z.`,
  );
}
