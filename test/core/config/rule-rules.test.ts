import { describe, expect, it } from 'vitest';
import { path, rejection, valid, validated } from './fixture.ts';

/** The valid configuration with these lines under `gate.rules`. */
function withRules(...lines: readonly string[]): string {
  const rules = ['      rules:', ...lines.map((line) => `        ${line}`), ''].join('\n');
  return valid.replace('      checks: { metric-gate: warn }\n', rules);
}

describe('gate.rules', () => {
  it('takes rules', () => {
    const text = withRules(
      '- { id: small-model, when: "candidate.artifact.bytes < 50000000", otherwise: warn }',
      '- id: same-data',
      '  when: >-',
      '    candidate.data["hourly"].digest ==',
      '    baseline.data["hourly"].digest',
      '  description: The data must stay.',
    );
    expect(validated(text).models['bike-demand']?.gate?.rules).toHaveLength(2);
  });

  it('names file, line, key and the column in the expression of what is wrong', () => {
    const text = withRules('- { id: small, when: "candidate.artefact.bytes < 5" }');
    expect(rejection(text).message).toMatch(
      `${path}:23:30: models.bike-demand.gate.rules[0].when, column 10: there is no field "artefact"; did you mean artifact?`,
    );
  });

  it('tells of every mistake at once', () => {
    const text = withRules(
      '- { id: a, when: "1 <" }',
      '- { id: b, when: "model.name == 5 || nope" }',
      '- { id: a, when: "true" }',
    );
    const lines = rejection(text).message.split('\n');
    expect(lines.map((line) => line.slice(0, `${path}:23`.length))).toEqual([
      `${path}:23`,
      `${path}:24`,
      `${path}:24`,
      `${path}:25`,
    ]);
    expect(lines[3]).toContain(
      'rules[2].id is a, as that of models.bike-demand.gate.rules[0] is: give each rule an id of its own.',
    );
  });

  it.each([
    ['{ when: "true" }', 'id is missing'],
    ['{ id: x }', 'when is missing'],
    ['{ id: Small, when: "true" }', 'id must be a text that matches'],
    ['{ id: x, when: 5 }', 'when must be'],
    ['{ id: x, when: "true", otherwise: off }', 'otherwise must be one of fail, warn'],
    [`{ id: x, when: "${'('.repeat(1_001)}" }`, 'when must be a text of 1 to 1000 characters'],
  ])('refuses %s', (rule, part) => {
    expect(rejection(withRules(`- ${rule}`)).message).toContain(part);
  });
});
