import { type Claim, claimTitles } from '../verify/claim.ts';
import type { Verification } from '../verify/verify.ts';

const marks = { proved: '✔', failed: '✘', open: '–' } as const;
const titleWidth = Math.max(...Object.values(claimTitles).map((title) => title.length));
const longestSentence = 600;

/** What was proved of a version, for a terminal: a line for each claim, and then what follows from them. */
export function renderVerification(name: string, verification: Verification): string {
  const lines = verification.claims.map(
    ({ id, outcome, sentence }) =>
      `${marks[outcome]} ${claimTitles[id].padEnd(titleWidth)}  ${plainText(sentence)}`,
  );
  return [name, ...lines, '', conclusion(name, verification), ''].join('\n');
}

function conclusion(name: string, { claims, holds, signed }: Verification): string {
  const count = (outcome: Claim['outcome']): number =>
    claims.filter((claim) => claim.outcome === outcome).length;
  const counts = `${count('proved')} claims are proved, ${count('open')} are not, ${count('failed')} are contradicted`;
  const failed = count('failed') > 0;
  if (failed) return `${name} is not what was registered: ${counts}. Do not use it.`;
  const unsigned = signed
    ? ''
    : ' No signature was proved, so whoever could write the release could have written all of it.';
  if (!holds) return `${name} is not verified: ${counts}.${unsigned}`;
  return `${name} is what was registered: ${counts}.${unsigned}`;
}

/** Text of others in one line, without what moves a terminal's cursor. */
export function plainText(text: string): string {
  const plain = text.replaceAll(/\p{C}|[\u2028\u2029]/gu, '\uFFFD');
  return plain.length > longestSentence ? `${plain.slice(0, longestSentence)}…` : plain;
}
