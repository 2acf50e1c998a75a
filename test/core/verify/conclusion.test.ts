import { describe, expect, it } from 'vitest';
import { renderVerification } from '../../../core/report/verification.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { VerifyFacts } from '../../../core/verify/facts.ts';
import { verify } from '../../../core/verify/verify.ts';
import { byKey, factsOf, found, signedFacts, statementsOf, takenOver } from './facts.ts';

const usual = takenOver();
const failing = takenOver({ verdict: { outcome: 'fail' } });
const refused = { kind: 'refused', reason: 'The signature does not hold.' } as const;

function concluded(facts: VerifyFacts, requireSignature = false) {
  const { conclusion, holds, signed, ...rest } = verify(facts, requireSignature);
  const text = renderVerification('m@v1', { conclusion, holds, signed, ...rest });
  return { conclusion, holds, signed, last: text.trimEnd().split('\n').at(-1) ?? '' };
}

describe('what is concluded of a version', () => {
  it('is that it is what was registered where nothing is contradicted', () => {
    const { last, ...rest } = concluded(signedFacts(usual, byKey), true);
    expect(rest).toEqual({ conclusion: 'registered', holds: true, signed: true });
    expect(last).toMatch(/^m@v1 is what was registered: .* 0 are contradicted\.$/);
    expect(concluded(factsOf(usual)).last).toContain('No signature of this version was proved');
  });

  it('is that it is another where its bytes, records or tag are contradicted, whoever signed', () => {
    const facts = signedFacts(failing, refused, {
      found: found({ digest: sha256('x'), files: [] }),
    });
    const { last, ...rest } = concluded(facts);
    expect(rest).toEqual({ conclusion: 'not-registered', holds: false, signed: false });
    expect(last).toMatch(/is not what was registered: .* Do not use it\.$/);
  });

  it('is that the gate did not pass it where only the gate speaks against it', () => {
    const { last, ...rest } = concluded(signedFacts(failing, byKey), true);
    expect(rest).toEqual({ conclusion: 'not-passed', holds: false, signed: true });
    expect(last).toContain('is what was registered, and the gate did not pass it: ');
  });

  it('is that another signed it where the bytes agree and the signatures are of another key', () => {
    const { last, ...rest } = concluded(signedFacts(usual, refused));
    expect(rest).toEqual({ conclusion: 'signed-by-another', holds: false, signed: false });
    expect(last).toContain('is not signed by whom you asked for: ');
    expect(last).toContain('docs/verify.md');
  });

  it('is that it is another where what was signed is not what the records say', () => {
    const others = JSON.stringify(statementsOf(usual)).replaceAll('c'.repeat(40), 'd'.repeat(40));
    for (const signature of [byKey, refused]) {
      const facts = signedFacts(usual, signature, {}, JSON.parse(others));
      expect(concluded(facts).conclusion).toBe('not-registered');
    }
  });

  it('is that it is not verified where what must be proved is not there, also if the gate failed', () => {
    const { last, conclusion } = concluded(factsOf(failing, { found: { kind: 'absent' } }));
    expect(conclusion).toBe('not-verified');
    expect(last).toContain('is not verified: ');
    expect(concluded(factsOf(usual), true).conclusion).toBe('not-verified');
  });
});
