import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../core/config/read.ts';
import { InputError } from '../../../core/errors.ts';
import { policyFile } from '../../../core/policy/organisation.ts';

const path = policyFile('acme');

const valid = `version: 1
min_risk: limited
gate:
  checks: { metric-gate: fail }
  approvals: { required: 2, teams: [acme/leads] }
  waivers: { users: [], max_days: 30 }
  rules:
    - { id: small, when: candidate.artifact.bytes < 50000000 }
  require_baseline: true
  when_inconclusive: fail
commands:
  promote: { permission: maintain }
`;

function problem(from: string, to: string): string {
  expect(valid).toContain(from);
  try {
    readPolicy(valid.replace(from, to), path);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('The policy is valid.');
}

describe("an organisation's policy", () => {
  it('is read from YAML', () => {
    expect(readPolicy(valid, path)).toMatchObject({
      min_risk: 'limited',
      gate: { approvals: { required: 2 }, waivers: { users: [], max_days: 30 } },
    });
    expect(readPolicy('version: 1\n', path)).toEqual({ version: 1 });
  });

  it.each([
    [
      'min_risk: limited',
      'min_risk: unlimited',
      ':2:11: min_risk must be one of minimal, limited, high',
    ],
    ['min_risk', 'min_rsk', ':2:1: min_rsk is not a known key; did you mean min_risk?'],
    [
      '{ metric-gate: fail }',
      '{ metrics-gate: fail }',
      ':4:13: gate.checks.metrics-gate is not a check; did you mean metric-gate?',
    ],
    [
      'metric-gate: fail',
      'provenance: off',
      ":4:25: gate.checks.provenance can't be off: a failure of this check always blocks.",
    ],
    ['required: 2', 'required: 0', ':5:26: gate.approvals.required must be'],
    ['[acme/leads]', '[leads]', ':5:37: gate.approvals.teams[0] must be a text that matches'],
    [
      'candidate.artifact.bytes',
      'candidate.artefact.bytes',
      ':8:26: gate.rules[0].when, column 10: there is no field "artefact"',
    ],
    ['promote:', 'promot:', ':12:3: commands.promot is not a command; did you mean promote?'],
    ['gate:', 'models: {}\ngate:', ':3:1: models is not a known key.'],
    [
      '  checks:',
      '  metrics: { mae: { limit: 3 } }\n  checks:',
      ':4:3: gate.metrics is not a known key.',
    ],
    ['version: 1', 'version: 2', ':1:10: version must be 1'],
    [valid, '', ':1:1: the configuration must be a mapping'],
    [valid, '[', ':1:2: this is not YAML'],
  ])('with %s written as %s names file, line and key', (from, to, part) => {
    expect(problem(from, to)).toContain(`${path}${part}`);
  });
});
