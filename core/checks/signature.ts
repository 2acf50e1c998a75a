import type { CandidateFacts } from '../judge/facts.ts';
import { acceptedAttestations, rejectionOf, trustedFile } from '../signature/accepted.ts';
import type { Attestation, Signer } from '../signature/attestation.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass } from './finding.ts';

/** Somebody whom the configuration names has signed that the evaluated model is theirs: the pinned key, or the workflow. */
export const signature: Check = {
  id: 'signature',
  title: 'The evaluated model is signed by whom the configuration names',
  trouble: 'the evaluated model is not signed by whom the configuration names',
  caution: null,
  help: 'Let the workflow attest the output `artifact-digest` of the action `train`, as the documentation of the gate shows. If it does, compare `gate.signature` with who signs.',
  outcomes: {
    pass: 'GitHub keeps an attestation whose signature holds, that is about the digest of the evaluated model, and that is signed with the pinned key or by the pinned workflow.',
    warn: null,
    fail: 'There are attestations for the digest, and none of them is that.',
    inconclusive:
      'There is no attestation for the digest, no digest, or no key or root of trust that can be read.',
  },
  inputs: [
    'configuration: gate.signature',
    'the key or the roots of trust, on the base branch',
    'evaluation record: artifact',
    'the attestations, by GitHub',
  ],
  levels: { minimal: 'off', limited: 'off', high: 'warn' },
  softenable: true,
  isConfigured: ({ gate }) => gate?.signature !== undefined,
  appliesTo: ({ pullRequest }) => pullRequest.number !== null,
  judge: judgeSignature,
};

const mostEvidence = 20;

function judgeSignature(facts: CandidateFacts): Finding {
  const { signatures, config, evaluation } = facts;
  const pinned = config.gate?.signature;
  if (pinned === undefined) {
    return inconclusive(
      'The configuration does not say who signs: set gate.signature to a key or a workflow.',
    );
  }
  if (evaluation?.artifact === undefined) {
    return inconclusive('The evaluation record has no digest of the model that could be signed.');
  }
  if (signatures === null) return inconclusive('The attestations of the model were not looked up.');
  if (signatures.problem !== null) return inconclusive(signatures.problem);
  if (signatures.trusted !== trustedFile(pinned)) {
    return inconclusive(
      `The attestations were verified with ${signatures.trusted}, and not with ${trustedFile(pinned)}.`,
    );
  }
  return judgeFound(facts, signatures.attestations, signatures.more);
}

function judgeFound(
  facts: CandidateFacts,
  attestations: readonly Attestation[],
  more: boolean,
): Finding {
  const digest = facts.evaluation?.artifact;
  const predicate = facts.config.gate?.signature?.predicate;
  const [newest] = attestations;
  if (newest === undefined) {
    return inconclusive(
      `GitHub keeps no attestation for the model digest ${digest}: let the workflow attest it after training.`,
    );
  }
  const accepted = acceptedAttestations(facts);
  const found = accepted.find(
    ({ predicateType }) => predicate === undefined || predicateType === predicate,
  );
  if (found !== undefined) {
    return pass(`The model is signed by ${nameOf(found.signer)}.`, [
      `model ${digest}`,
      `predicate ${found.predicateType}`,
      `signer ${nameOf(found.signer)}`,
    ]);
  }
  const reasons = [...new Set(attestations.map((one) => reasonAgainst(one, facts, predicate)))];
  const rest = more ? ' GitHub keeps more, which were not looked at.' : '';
  return fail(
    `No attestation counts, of ${attestations.length} for the model. ${reasons[0]}${rest}`,
    reasons.slice(0, mostEvidence),
  );
}

function reasonAgainst(
  attestation: Attestation,
  facts: CandidateFacts,
  predicate: string | undefined,
): string {
  if (attestation.kind === 'refused') return attestation.reason;
  return (
    rejectionOf(attestation, facts) ??
    `An attestation has the predicate type ${attestation.predicateType}; ${predicate} is asked for.`
  );
}

function nameOf(signer: Signer): string {
  return signer.kind === 'key' ? `the key ${signer.fingerprint}` : signer.identity;
}
