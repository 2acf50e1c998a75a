import { describe, expect, it } from 'vitest';
import { path, problemAfter, valid, validated } from './fixture.ts';

const place = '      checks: { metric-gate: warn }\n';
const withSignature = (text: string): string => `      signature: ${text}\n`;
const workflow =
  'issuer: "https://token.actions.githubusercontent.com", workflow: .github/workflows/ml.yml';

describe('gate.signature', () => {
  it.each(['{ key: .github/model.pub }', `{ ${workflow}, roots: roots.jsonl }`])(
    'takes who signs: %s',
    (text) => {
      const config = validated(valid.replace(place, withSignature(text)));
      expect(config.models['bike-demand']?.gate?.signature).toBeDefined();
    },
  );

  it.each([
    [
      '{ predicate: "https://slsa.dev/provenance/v1" }',
      'must name who signs: either key, or issuer',
    ],
    [`{ key: a.pub, ${workflow} }`, "names a key and a workflow's issuer, workflow: keep one"],
    [`{ ${workflow} }`, "names a workflow's issuer, workflow without roots: add what is missing"],
  ])('names file, line and key of what is wrong: %s', (text, words) => {
    const problem = problemAfter(place, withSignature(text));
    expect(problem).toContain(`${path}:22:7: models.bike-demand.gate.signature ${words}`);
  });

  it.each([
    ['{ key: ../model.pub }', 'must be a path inside the repository'],
    ['{ key: /etc/passwd }', 'must be a path inside the repository'],
    ['{ issuer: "http://a", workflow: .github/workflows/ml.yml, roots: r }', 'issuer'],
    [`{ issuer: "https://a", workflow: ml.yml, roots: r }`, 'workflow'],
    ['{}', 'signature'],
    ['{ keys: a.pub }', 'keys'],
  ])('is refused as %s', (text, words) => {
    expect(problemAfter(place, withSignature(text))).toContain(words);
  });
});
