import type { SignatureConfig } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { parseQueueBranch } from '../merge-queue/branch.ts';
import type { Attestation, Signer } from './attestation.ts';

/** An attestation whose signature holds. */
export type Verified = Extract<Attestation, { kind: 'verified' }>;

/** The attestations that are about the evaluated model and signed by whom the configuration names; newest first. */
export function acceptedAttestations(facts: CandidateFacts): readonly Verified[] {
  const { signatures, config } = facts;
  const signature = config.gate?.signature;
  if (signatures === null || signature === undefined) return [];
  if (signatures.trusted !== trustedFile(signature)) return [];
  return signatures.attestations.filter(
    (one): one is Verified => one.kind === 'verified' && rejectionOf(one, facts) === null,
  );
}

/** The file that signatures are verified with; empty where the configuration names none. */
export function trustedFile({ key, roots }: SignatureConfig): string {
  return key ?? roots ?? '';
}

/** Why an attestation whose signature holds is not one that was asked for, as a sentence; null when it is. */
export function rejectionOf(attestation: Verified, facts: CandidateFacts): string | null {
  const digest = facts.evaluation?.artifact;
  if (digest === undefined || !attestation.subjects.includes(digest)) {
    return `An attestation is about ${attestation.subjects[0] ?? 'nothing with a SHA-256'}, and not about the evaluated model, ${digest ?? 'which has no digest'}.`;
  }
  return signerRejection(attestation.signer, facts);
}

function signerRejection(signer: Signer, facts: CandidateFacts): string | null {
  const signature = facts.config.gate?.signature;
  if (signature?.key !== undefined) {
    return signer.kind === 'key' ? null : 'An attestation is not signed with the pinned key.';
  }
  if (signer.kind === 'key') return 'An attestation is signed with a key, not by a workflow.';
  if (signer.issuer !== signature?.issuer) {
    return `An attestation is signed by an identity of ${signer.issuer}; ${signature?.issuer} is asked for.`;
  }
  return isWorkflow(signer.identity, signature.workflow ?? '', facts)
    ? null
    : `An attestation is signed by ${signer.identity}; asked for is ${signature.workflow} of this repository, run for this pull request.`;
}

/**
 * Whether an identity, `<web address of the repository>/<path of the workflow>@<ref>`, is this workflow of this
 * repository, at the pull request's own ref or at the one of a merge queue.
 */
function isWorkflow(identity: string, path: string, facts: CandidateFacts): boolean {
  const repository = repositoryAddress(facts);
  if (repository === null) return false;
  const begin = identity.slice(0, repository.length);
  const end = identity.slice(repository.length);
  const start = `/${path}@`;
  return (
    begin.toLowerCase() === repository.toLowerCase() &&
    end.startsWith(start) &&
    isOurRef(end.slice(start.length), facts)
  );
}

/** The web address of the repository whose workflow ran; null where GitHub names no run. */
export function repositoryAddress({ source, workflow }: CandidateFacts): string | null {
  if (source === null || workflow.kind !== 'completed' || !URL.canParse(workflow.url)) return null;
  return `${new URL(workflow.url).origin}/${source.repository}`;
}

/** Whether a ref is what a workflow of this pull request runs at. */
export function isOurRef(ref: string, { source, pullRequest }: CandidateFacts): boolean {
  const { number } = pullRequest;
  if (source?.event === 'pull_request') return ref === `refs/pull/${number}/merge`;
  if (source?.event !== 'merge_group' || !ref.startsWith('refs/heads/')) return false;
  return parseQueueBranch(ref)?.pull === number;
}
