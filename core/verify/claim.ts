/** What may be claimed of a version, in the order in which it is shown. */
export const claimTitles = {
  record: "The version's record",
  records: 'Run and evaluation',
  tag: 'The tag',
  package: 'The package',
  model: "The model's files",
  'model-signature': 'Signature of the model',
  provenance: 'Signed provenance',
  'test-result': 'Signed test result',
  'verdict-result': 'Signed verdict',
  attestations: 'Other attestations',
  verdict: 'The gate',
  documents: 'Documents',
  bom: 'Bill of materials',
  evidence: 'Evidence',
} as const;
export type ClaimId = keyof typeof claimTitles;

/** What a contradiction speaks against: that this is what was registered, whom it is signed by, or that the gate passed it. */
export type Contradicted = 'registration' | 'signer' | 'gate';

/** One claim, and whether it was proved. What is neither there nor contradicted is open. */
export interface Claim {
  readonly id: ClaimId;
  readonly outcome: 'proved' | 'failed' | 'open';
  /** What was found; where it is not proved, what to do. May hold text of others. */
  readonly sentence: string;
  /** Null unless it failed. */
  readonly contradicts: Contradicted | null;
}

/** A claim that holds. */
export function proved(id: ClaimId, sentence: string): Claim {
  return { id, outcome: 'proved', sentence, contradicts: null };
}

/** A claim that something contradicts. */
export function contradicted(
  id: ClaimId,
  sentence: string,
  contradicts: Contradicted = 'registration',
): Claim {
  return { id, outcome: 'failed', sentence, contradicts };
}

/** A claim that nothing contradicts and nothing proves. */
export function open(id: ClaimId, sentence: string): Claim {
  return { id, outcome: 'open', sentence, contradicts: null };
}

/** A claim about two sides that must be the same: contradicted by the first difference, and it says how many more there are. */
export function agreed(id: ClaimId, differences: readonly string[], sentence: string): Claim {
  const [first, ...others] = differences;
  if (first === undefined) return proved(id, sentence);
  return contradicted(id, others.length === 0 ? first : `${first} (And ${others.length} more.)`);
}
