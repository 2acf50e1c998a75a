import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStatement } from '../../../core/signature/statement.ts';

const digest = 'a'.repeat(64);
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'model', digest: { sha256: digest } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {},
};
const read = (changes: object = {}) => readStatement(JSON.stringify({ ...statement, ...changes }));

describe('an in-toto statement', () => {
  it('names its subjects by SHA-256, and nothing of a build that it does not tell', () => {
    expect(read()).toMatchObject({
      ok: true,
      value: { subjects: [`sha256:${digest}`], build: { repository: null, runner: null } },
    });
  });

  it('that is no provenance tells of no build', () => {
    expect(read({ predicateType: 'https://example.org' })).toMatchObject({
      value: { build: null },
    });
  });

  it('has at most 1,024 subjects, as an attestation of GitHub has', () => {
    const subject = Array.from({ length: 2_000 }, () => statement.subject[0]);
    const found = read({ subject });
    expect(found.ok && found.value.subjects.length).toBe(1_024);
  });

  it('is none without its type or a predicate type', () => {
    expect(read({ _type: 'other' }).ok).toBe(false);
    expect(read({ predicateType: '' }).ok).toBe(false);
    expect(readStatement('{').ok).toBe(false);
  });

  it('never throws, whatever its parts are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (subject, predicate) => {
        expect(read({ subject, predicate }).ok).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
