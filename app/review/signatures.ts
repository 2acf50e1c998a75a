import { isMergeOf, listAttestations } from '../../adapters/github/attestations.ts';
import { readFile } from '../../adapters/github/files.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { readKey, readRoots, type Trust } from '../../adapters/signature/trust.ts';
import { verifyBundle } from '../../adapters/signature/verify.ts';
import { signature as check } from '../../core/checks/signature.ts';
import { RefusedError } from '../../core/errors.ts';
import { levelOf } from '../../core/policy/level.ts';
import { failed, type Result } from '../../core/result.ts';
import { trustedFile } from '../../core/signature/accepted.ts';
import type { Attestation, SignatureFacts } from '../../core/signature/attestation.ts';
import { buildsOf } from '../../core/signature/build-differences.ts';
import type { EvaluationRecord, ModelConfig, SignatureConfig } from '../../schemas/types.ts';

/** Whose attestations are asked for. */
export interface SignatureQuestion {
  readonly config: ModelConfig;
  readonly evaluation: EvaluationRecord | null;
  /** The commit that was judged. */
  readonly head: string;
  /** The commit or branch, by its full name, that the key or the roots of trust are read at: the base's, never the head's. */
  readonly policyRef: string;
}

/** Commits that attestations name are anybody's choice: so many are asked for at most. */
const mostMerges = 5;

/** The attestations of an evaluated model, verified; null where no check needs them, and nobody is asked. */
export async function signaturesOf(
  repository: GitHubRepository,
  { config, evaluation, head, policyRef }: SignatureQuestion,
): Promise<SignatureFacts | null> {
  const signature = config.gate?.signature;
  const digest = evaluation?.artifact;
  if (signature === undefined || digest === undefined) return null;
  if (levelOf(check, config).level === 'off') return null;
  const trusted = trustedFile(signature);
  const nothing = { trusted, attestations: [], more: false, merges: [] };
  const trust = await trustOf(repository, signature, policyRef);
  if (!trust.ok) return { ...nothing, problem: `${trusted} of the base branch ${trust.reason}` };
  try {
    const { bundles, more } = await listAttestations(repository, digest);
    const attestations = bundles.map((bundle) => verifyBundle(bundle, trust.value));
    const merges = await mergesOf(repository, attestations, head);
    return { trusted, problem: null, attestations, more, merges };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { ...nothing, problem: error.message };
  }
}

async function trustOf(
  repository: GitHubRepository,
  signature: SignatureConfig,
  policyRef: string,
): Promise<Result<Trust>> {
  const text = await readFile(repository, trustedFile(signature), policyRef);
  if (text === null) return failed('is missing, so that no signature can be verified.');
  return signature.key === undefined ? readRoots(text) : readKey(text);
}

/** A workflow of a pull request runs at a merge with the base, and signs that commit. */
async function mergesOf(
  repository: GitHubRepository,
  attestations: readonly Attestation[],
  head: string,
): Promise<readonly string[]> {
  const named = attestations.flatMap((one) => (one.kind === 'verified' ? buildsOf(one) : []));
  const commits = new Set(named.flatMap(({ commit }) => commit ?? []));
  const shas = [...commits].filter((sha) => sha !== head && /^[0-9a-f]{40}$/.test(sha));
  const merges: string[] = [];
  for (const sha of shas.slice(0, mostMerges)) {
    if (await isMergeOf(repository, sha, head)) merges.push(sha);
  }
  return merges;
}
