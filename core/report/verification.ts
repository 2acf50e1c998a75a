import { type Claim, claimTitles } from '../verify/claim.ts';
import type { Conclusion, Verification } from '../verify/verify.ts';

const marks = { proved: '✔', failed: '✘', open: '–' } as const;
const titleWidth = Math.max(...Object.values(claimTitles).map((title) => title.length));
const longestSentence = 600;

/** What was proved of a version, for a terminal: a line for each claim, and then what follows from them. */
export function renderVerification(name: string, verification: Verification): string {
  const lines = verification.claims.map(
    ({ id, outcome, sentence }) =>
      `${marks[outcome]} ${claimTitles[id].padEnd(titleWidth)}  ${plainText(sentence)}`,
  );
  return [name, ...lines, '', concluded(name, verification), ''].join('\n');
}

const words: Readonly<Record<Conclusion, (counts: string) => string>> = {
  registered: (counts) => `is what was registered: ${counts}.`,
  'not-registered': (counts) => `is not what was registered: ${counts}. Do not use it.`,
  'signed-by-another': (counts) =>
    `is not signed by whom you asked for: ${counts}. Do not use it before you know who signed it; docs/verify.md says what to do after a new key or a rename.`,
  'not-passed': (counts) =>
    `is what was registered, and the gate did not pass it: ${counts}. Do not use it.`,
  'not-verified': (counts) => `is not verified: ${counts}.`,
};

function concluded(name: string, { claims, conclusion, signed }: Verification): string {
  const count = (outcome: Claim['outcome']): number =>
    claims.filter((claim) => claim.outcome === outcome).length;
  const counts = `${count('proved')} claims are proved, ${count('open')} are not, ${count('failed')} are contradicted`;
  const isRefused = conclusion === 'not-registered' || conclusion === 'signed-by-another';
  const unsigned =
    signed || isRefused
      ? ''
      : ' No signature of this version was proved, so whoever could write the release could have written all of it.';
  return `${name} ${words[conclusion](counts)}${unsigned}`;
}

/** Text of others in one line, without what moves a terminal's cursor. */
export function plainText(text: string): string {
  const plain = text.replaceAll(/\p{C}|[\u2028\u2029]/gu, '\uFFFD');
  return plain.length > longestSentence ? `${plain.slice(0, longestSentence)}…` : plain;
}
