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

/** One claim, and whether it was proved. What is neither there nor contradicted is open. */
export interface Claim {
  readonly id: ClaimId;
  readonly outcome: 'proved' | 'failed' | 'open';
  /** What was found; where it is not proved, what to do. May hold text of others. */
  readonly sentence: string;
}

/** A claim that holds. */
export function proved(id: ClaimId, sentence: string): Claim {
  return { id, outcome: 'proved', sentence };
}

/** A claim that something contradicts. */
export function contradicted(id: ClaimId, sentence: string): Claim {
  return { id, outcome: 'failed', sentence };
}

/** A claim that nothing contradicts and nothing proves. */
export function open(id: ClaimId, sentence: string): Claim {
  return { id, outcome: 'open', sentence };
}

/** A claim about two sides that must be the same: contradicted by the first difference, and it says how many more there are. */
export function agreed(id: ClaimId, differences: readonly string[], sentence: string): Claim {
  const [first, ...others] = differences;
  if (first === undefined) return proved(id, sentence);
  return contradicted(id, others.length === 0 ? first : `${first} (And ${others.length} more.)`);
}
