import type { ModelConfig } from '../../schemas/types.ts';
import { retrainTarget } from '../config/retrain-target.ts';
import { getValue, setValues } from '../edit/values.ts';
import { InputError } from '../errors.ts';
import { oneLine } from '../report/literal.ts';
import type { StateChange } from '../report/state-change.ts';
import { fill, fillKnown } from '../template/fill.ts';

/** What a retraining pull request changes. */
export interface RetrainPlan {
  /** Path from the repository's root to new content; only files that change. */
  readonly files: ReadonlyMap<string, string>;
  readonly changes: readonly StateChange[];
  /** The changes as one sentence. */
  readonly sentence: string;
}

/**
 * Fills the templates of `retrain.set` with the window, null where none is known, and writes them into their files. `read` gives a file of the
 * model's folder, or null. Throws an InputError where the model says nothing of retraining, or a file or key is missing.
 */
export async function planRetraining(
  model: string,
  config: ModelConfig,
  window: { readonly start: string; readonly end: string } | null,
  read: (file: string) => Promise<string | null>,
): Promise<RetrainPlan> {
  const settings = Object.entries(config.retrain?.set ?? {});
  if (settings.length === 0) {
    throw new InputError(
      'no-retrain',
      `The model ${model} has no "retrain" in its configuration: say there which values a retraining sets.`,
    );
  }
  const values =
    window === null ? null : { 'drift.window.start': window.start, 'drift.window.end': window.end };
  const wanted = new Map<string, Record<string, string>>();
  for (const [key, template] of settings) {
    const target = retrainTarget(key);
    if (target === null) throw new InputError('bad-retrain', `${key} is not file:key.path.`);
    wanted.set(target.file, {
      ...wanted.get(target.file),
      [target.keyPath]: valueOf(model, template, values),
    });
  }
  const files = new Map<string, string>();
  const changes: StateChange[] = [];
  for (const [file, keys] of wanted) {
    const text = await read(file);
    if (text === null) {
      throw new InputError(
        'no-file',
        `There is no ${file}, which models.${model}.retrain.set names.`,
      );
    }
    const next = setValues(text, keys, file);
    if (next === text) continue;
    const path = config.path === undefined ? file : `${config.path}/${file}`;
    files.set(path, next);
    changes.push(...changesOf(text, next, path, keys));
  }
  return { files, changes, sentence: sentenceOf(changes) };
}

/** Throws an InputError where the value depends on a window and none is known. */
function valueOf(
  model: string,
  template: string,
  values: Readonly<Record<string, string>> | null,
): string {
  const value = values === null ? fillKnown(template, {}) : fill(template, values);
  if (value !== null) return value;
  throw new InputError(
    'no-window',
    `There is no drift record of ${model} with a window yet, and models.${model}.retrain.set needs one: run its monitor first, with monitor.time.`,
  );
}

function changesOf(
  before: string,
  after: string,
  file: string,
  keys: Readonly<Record<string, string>>,
): readonly StateChange[] {
  return Object.keys(keys)
    .map((key) => ({
      file,
      key,
      before: getValue(before, key, file) ?? null,
      after: getValue(after, key, file) ?? null,
    }))
    .filter((change) => change.before !== change.after);
}

function sentenceOf(changes: readonly StateChange[]): string {
  const parts = changes.map(
    ({ file, key, after }) => `${key} in ${file} to ${oneLine(String(after), 200)}`,
  );
  return parts.length === 0 ? 'Nothing changes.' : `Set ${parts.join(', ')}.`;
}
