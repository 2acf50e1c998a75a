import type { ShellResult } from '../../adapters/process/run-shell.ts';
import { AssayError } from '../../core/errors.ts';
import type { ModelArtifact } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { outputsDigest } from '../outputs-digest.ts';
import { runCommand } from '../run-command.ts';
import { restoreOutputs, saveOutputs } from './cached-outputs.ts';
import type { Declared } from './declared.ts';

/** How training went. */
export type Outcome = { readonly cacheAvailable: boolean } & (
  | {
      readonly kind: 'trained';
      readonly artifact: ModelArtifact;
      readonly execution: ShellResult;
    }
  | { readonly kind: 'restored'; readonly artifact: ModelArtifact; readonly execution: null }
  | {
      readonly kind: 'failed';
      readonly error: AssayError;
      readonly execution: ShellResult | null;
    }
);

/** Restores the outputs from the cache or trains. What the user can mend is an outcome, not an exception. */
export async function obtainOutputs(
  step: Step,
  model: Model,
  declared: Declared,
): Promise<Outcome> {
  if (declared.problem !== null) {
    return { kind: 'failed', error: declared.problem, execution: null, cacheAvailable: false };
  }
  const cached = await restoreOutputs(step, model, declared.fingerprint);
  const cacheAvailable = cached.available;
  if (cached.artifact !== null) {
    return { kind: 'restored', artifact: cached.artifact, execution: null, cacheAvailable };
  }
  const { result, failure } = await runCommand(step, model, 'training', model.config.train.run);
  if (failure !== null)
    return { kind: 'failed', error: failure, execution: result, cacheAvailable };
  try {
    const artifact = await outputsDigest(model);
    if (cacheAvailable) await saveOutputs(model, declared.fingerprint, artifact);
    return { kind: 'trained', artifact, execution: result, cacheAvailable };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { kind: 'failed', error, execution: result, cacheAvailable };
  }
}
