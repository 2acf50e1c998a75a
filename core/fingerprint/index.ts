import type { FileDigest } from '../../schemas/types.ts';
import { canonicalJson, sha256 } from '../record/digest.ts';

/** Everything that a training's result depends on. */
export interface FingerprintParts {
  /** The training command as it is configured. */
  readonly command: string;
  /** `train.inputs`, by content. */
  readonly inputs: readonly FileDigest[];
  /** `train.params`, by content: the whole files, so that no value can be missed. */
  readonly parameters: readonly FileDigest[];
  /** `train.lock`, by content. */
  readonly lock: readonly FileDigest[];
  /** `train.outputs`: what is restored under this fingerprint. */
  readonly outputs: readonly string[];
  /** Where the command runs: the executor's id and, where it has one, its image. */
  readonly executor: string;
  /** What Assay sets in the command's environment, such as the seed of a training that is repeated. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A change of what the fingerprint covers, or how, makes old fingerprints meaningless. */
const version = 1;

/**
 * The fingerprint of a training, and its cache key: sha256 of canonical JSON. It does not depend on the order in
 * which paths are declared, nor on how a path is declared twice.
 */
export function fingerprint(parts: FingerprintParts): string {
  const { environment } = parts;
  return sha256(
    canonicalJson({
      version,
      command: parts.command,
      inputs: byPath(parts.inputs),
      parameters: byPath(parts.parameters),
      lock: byPath(parts.lock),
      outputs: [...new Set(parts.outputs)].sort(),
      executor: parts.executor,
      // Not an empty one: fingerprints of trainings without seeds stay what they were before there were any.
      ...(Object.keys(environment).length === 0 ? {} : { environment }),
    }),
  );
}

/** Digests by path; canonical JSON sorts the keys. */
function byPath(files: readonly FileDigest[]): Record<string, string> {
  return Object.fromEntries(files.map(({ path, digest }) => [path, digest]));
}
