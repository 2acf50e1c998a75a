import { cacheAvailable as isCacheThere } from '../../adapters/actions-runtime/cache.ts';
import { removeFiles } from '../../adapters/files/index.ts';
import type { ShellResult } from '../../adapters/process/run-shell.ts';
import { AssayError } from '../../core/errors.ts';
import type { ModelArtifact } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { outputsDigest } from '../outputs-digest.ts';
import { type Executed, runCommand } from '../run-command.ts';
import { environmentOf, repeatTraining } from './repeat.ts';
import { writtenData } from '../written-data.ts';
import { restoreOutputs, saveOutputs } from './cached-outputs.ts';
import type { Declared } from './declared.ts';
import { takeEarlier, type TakenOver } from './earlier.ts';

interface Trained {
  readonly kind: 'trained';
  readonly artifact: ModelArtifact;
  readonly execution: ShellResult;
}

interface Restored {
  readonly kind: 'restored';
  readonly artifact: ModelArtifact;
  readonly execution: null;
}

interface Reused {
  readonly kind: 'reused';
  readonly artifact: ModelArtifact;
  readonly reused: TakenOver['reused'];
  readonly execution: null;
}

interface Failed {
  readonly kind: 'failed';
  readonly error: AssayError;
  readonly execution: ShellResult | null;
}

/** How training went. */
export type Outcome = { readonly cacheAvailable: boolean } & (Trained | Restored | Reused | Failed);

/** Takes over what was judged before the merge, restores the outputs from the cache, or trains. What the user can mend is an outcome, not an exception. */
export async function obtainOutputs(
  step: Step<'token' | 'config'>,
  model: Model,
  declared: Declared,
): Promise<Outcome> {
  if (declared.problem !== null) {
    return { kind: 'failed', error: declared.problem, execution: null, cacheAvailable: false };
  }
  const taken = await takeEarlier(step, model, declared.fingerprint);
  if (taken !== null) {
    // Pull requests can read the cache of the default branch, and no other's.
    const available = await isCacheThere();
    if (available) await saveOutputs(step, model, declared.fingerprint, taken.artifact);
    return { kind: 'reused', ...taken, execution: null, cacheAvailable: available };
  }
  const cached = await restoreOutputs(step, model, declared.fingerprint);
  const cacheAvailable = cached.available;
  if (cached.artifact !== null) {
    return { kind: 'restored', artifact: cached.artifact, execution: null, cacheAvailable };
  }
  return { ...(await trainAnew(step, model, declared, cacheAvailable)), cacheAvailable };
}

/** Trains, so that every output is this training's: what lies there from before is removed first. */
async function trainAnew(
  step: Step,
  model: Model,
  declared: Declared,
  cacheAvailable: boolean,
): Promise<Trained | Failed> {
  let execution: ShellResult | null = null;
  try {
    const first = await trainOnce(step, model, environmentOf(model));
    execution = first.result;
    if (first.failure !== null) return { kind: 'failed', error: first.failure, execution };
    const artifact = await outputsDigest(model);
    const broken = await repeatTraining(model, (environment) =>
      trainOnce(step, model, environment),
    );
    if (broken !== null) return { kind: 'failed', ...broken };
    if (cacheAvailable) await saveOutputs(step, model, declared.fingerprint, artifact);
    return { kind: 'trained', artifact, execution };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { kind: 'failed', error, execution };
  }
}

async function trainOnce(
  step: Step,
  model: Model,
  environment: Readonly<Record<string, string>>,
): Promise<Executed> {
  const { train, evaluate } = model.config;
  const { outputs, inputs, params = [], lock = [], run } = train;
  // Without an evaluation command training writes the predictions as well.
  const predictions = evaluate.run === undefined ? [evaluate.predictions.path] : [];
  const written = [...outputs, ...predictions, ...writtenData(model, 'training')];
  await removeFiles(model.folder, written, [...inputs, ...params, ...lock]);
  return runCommand(step, model, 'training', run, environment);
}
