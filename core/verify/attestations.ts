import type { VersionRecord } from '../../schemas/types.ts';
import { digitsOf, predicateTypes } from '../attest/statement.ts';
import { at, list } from '../signature/json.ts';
import { type Claim, type ClaimId, contradicted, open, proved } from './claim.ts';
import type { FoundBundle, VerifyFacts } from './facts.ts';
import { judgedThisTraining } from './judged.ts';
import {
  type Agreement,
  provenanceAgreement,
  resultAgreement,
  verdictAgreement,
} from './predicates.ts';
import { signatureProblem, signedBy, unchecked } from './signatures.ts';

interface Kind {
  readonly id: ClaimId;
  readonly type: string;
  readonly agrees: (bundle: FoundBundle, facts: VerifyFacts, version: VersionRecord) => Agreement;
}

/** The statements that a version is signed with. */
const kinds: readonly Kind[] = [
  { id: 'provenance', type: predicateTypes.provenance, agrees: provenanceAgreement },
  { id: 'test-result', type: predicateTypes.testResult, agrees: resultAgreement },
  { id: 'verdict-result', type: predicateTypes.verdict, agrees: verdictAgreement },
];

/** Whether each attestation holds, is about this package, and says what the records say. */
export function attestationClaims(facts: VerifyFacts, version: VersionRecord): readonly Claim[] {
  const { attestations } = facts;
  if (attestations.kind === 'bad') return [contradicted('attestations', attestations.reason)];
  const bundles = attestations.kind === 'found' ? attestations.value : [];
  const others = bundles.filter(
    ({ statement }) => !kinds.some(({ type }) => isOf(statement, type)),
  );
  return [
    ...kinds.map((kind) => claimOf(kind, bundles, facts, version)),
    ...(others.length === 0 ? [] : [otherClaim(others, facts, version)]),
  ];
}

function isOf(statement: unknown, type: string): boolean {
  return at(statement, 'predicateType') === type;
}

function claimOf(
  { id, type, agrees }: Kind,
  bundles: readonly FoundBundle[],
  facts: VerifyFacts,
  version: VersionRecord,
): Claim {
  const own = bundles.filter(({ statement }) => isOf(statement, type));
  const [first] = own;
  if (first === undefined) return open(id, absence(id, facts, version));
  const agreements = own.map((bundle) => agrees(bundle, facts, version));
  const [bySigner] = own.flatMap((one) => signatureProblem(one, facts.trust, version) ?? []);
  const [byContent] = [
    ...own.flatMap((bundle) => subjectProblem(bundle, version) ?? []),
    ...agreements.flatMap(({ problems }) => problems),
  ];
  const problem = bySigner ?? byContent;
  // What another has signed may say the same: then only the signer is in question.
  const against = byContent === undefined ? 'signer' : 'registration';
  if (problem !== undefined) return contradicted(id, problem, against);
  const [gap] = agreements.flatMap(({ gaps }) => gaps);
  if (gap !== undefined) return open(id, gap);
  const by = signedBy(first);
  return by === null
    ? open(id, `It agrees with the records, but ${unchecked}`)
    : proved(id, `It is about this package, agrees with the records, and was signed ${by}.`);
}

function absence(id: ClaimId, { records }: VerifyFacts, version: VersionRecord): string {
  if (id === 'verdict-result' && typeof version.verdict !== 'string') {
    return 'There is none: no verdict was on record when the version was registered.';
  }
  const { verdict } = records;
  const isOther = verdict.kind === 'found' && !judgedThisTraining(verdict.value, version, records);
  if (id === 'verdict-result' && isOther) {
    return 'There is none: the verdict that version.json names judged another training than the one that is registered.';
  }
  return 'There is none: give the action register a key, or the permission to sign.';
}

/** Signed is what the package is, under its own name; another version may have the same bytes. */
function subjectProblem({ statement }: FoundBundle, version: VersionRecord): string | null {
  const { name, digest } = version.package;
  const named = list(at(statement, 'subject')).some(
    (one) => at(one, 'name') === name && at(one, 'digest', 'sha256') === digitsOf(digest),
  );
  return named ? null : `It is not about ${name} with the digest ${digest}.`;
}

function otherClaim(
  others: readonly FoundBundle[],
  { trust }: VerifyFacts,
  version: VersionRecord,
): Claim {
  const unread = others.find(({ statement }) => typeof at(statement, 'predicateType') !== 'string');
  if (unread !== undefined) {
    const { signature } = unread;
    const why = signature.kind === 'refused' ? signature.reason : 'It holds no in-toto statement.';
    return contradicted('attestations', `One of them can't be read. ${why}`);
  }
  const [problem] = others.flatMap((one) => signatureProblem(one, trust, version) ?? []);
  if (problem !== undefined) return contradicted('attestations', problem, 'signer');
  const types = [...new Set(others.map(({ statement }) => String(at(statement, 'predicateType'))))];
  return open('attestations', `What they say was not looked at: ${types.slice(0, 5).join(', ')}.`);
}
