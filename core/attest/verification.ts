import type { VerdictRecord } from '../../schemas/types.ts';

/** in-toto's simple verification result, https://github.com/in-toto/attestation/blob/main/spec/predicates/svr.md. */
export interface VerificationResult {
  readonly verifier: { readonly id: string };
  readonly timeCreated: string;
  /** What was found to hold; what was waived or warned of is not among it. */
  readonly properties: readonly string[];
}

const verifier = 'https://github.com/assay-dev/assay';

/** A verdict as a verification result, which names what passed and nothing else. */
export function verificationResult(verdict: Readonly<VerdictRecord>): VerificationResult {
  const passed = verdict.checks.filter(({ outcome }) => outcome === 'pass');
  return {
    verifier: { id: verifier },
    timeCreated: verdict.createdAt,
    properties: [
      ...(verdict.outcome === 'pass' ? ['ASSAY_VERDICT_PASS'] : []),
      ...passed.map(({ check }) => `ASSAY_CHECK_${check.toUpperCase().replaceAll('-', '_')}`),
    ],
  };
}
