import { describe, expect, it } from 'vitest';
import { path, problemAfter, valid, validated } from './fixture.ts';

const place = `      production:
        state: deploy/production.yaml
        set:
          spec.model.uri: '{{version.uri}}'
`;
const base = 'state: a.yaml, format: assay';
const environments = (...lines: readonly string[]): string =>
  lines.map((line) => `      ${line}\n`).join('');
const of = (name: string): string => `models.bike-demand.environments.${name}`;

describe('environments', () => {
  it.each([
    '{ state: a.yaml, format: kserve }',
    `{ ${base}, set: { 'images[name=bike].digest': '{{version.digest}}' } }`,
    `{ ${base}, approvals: 2, rollback: { approvals: { users: [acme] } } }`,
    `{ ${base}, freeze: [{ days: [fri], from: '18:00', until: '06:00', timezone: Europe/Berlin, reason: r }] }`,
    `{ ${base}, freeze: [{ from: 2026-12-20, until: 2026-12-20, reason: r }] }`,
    `{ ${base}, challenger: { set: { c.uri: '{{version.uri}}', c.share: '{{share}}' }, clear: { c.share: '0' } } }`,
    `{ ${base}, deploy: { run: make, health: { url: 'https://a/health' } } }`,
  ])('may be %s', (text) => {
    expect(validated(valid.replace(place, environments(`production: ${text}`)))).toBeDefined();
  });

  it('may come after one another', () => {
    const text = environments(
      `test: { ${base} }`,
      `staging: { ${base}, after: test }`,
      `production: { ${base}, after: staging, soak: 24h }`,
      `europe: { ${base}, after: staging }`,
    );
    expect(validated(valid.replace(place, text))).toBeDefined();
  });

  it.each([
    ['{ state: a.yaml }', '', 'must say what a promotion writes into its file: format, or set.'],
    ["{ state: a.yaml, set: { a: 'x' } }", '.set', 'names no version'],
    ["{ state: a.yaml, set: { a: '{{version.image}}' } }", '.set', 'names no version'],
    ["{ state: a.yaml, set: { a: '{{model}}' } }", '.set', 'names no version'],
    ['{ state: a//b.yaml, format: assay }', '.state', 'must be a path inside the repository'],
    ['{ state: a/b.yaml/, format: assay }', '.state', 'must be a path inside the repository'],
    ['{ state: ., format: assay }', '.state', 'must be a path inside the repository'],
    [
      `{ ${base}, challenger: { set: { a: '{{version.image}} {{share}}' } } }`,
      '.challenger.set',
      'names no version',
    ],
    [`{ ${base}, soak: 24h }`, '.soak', 'needs after'],
    [`{ ${base}, after: production }`, '.after', 'must be another environment than its own.'],
    [`{ ${base}, after: stagin }`, '.after', 'is "stagin", which is no environment of this model.'],
    [`{ ${base}, deploy: { health: { within: 1m } } }`, '.deploy.health', 'must say how health is'],
    [`{ ${base}, deploy: { health: { run: a, url: 'http://a' } } }`, '.deploy.health', 'has both'],
    [`{ ${base}, approvals: { required: 2, users: [acme, ACME] } }`, '.approvals', 'asks for 2'],
    [
      `{ ${base}, rollback: { approvals: { required: 3, users: [a, b] } } }`,
      '.rollback.approvals',
      'asks for 3 approvals of 2 people: name more, or ask for fewer.',
    ],
    [
      `{ ${base}, challenger: { set: { a: '{{version.uri}}' } } }`,
      '.challenger.set',
      'must write the share somewhere',
    ],
    [`{ ${base}, challenger: { set: { a: '{{share}}' } } }`, '.challenger.set', 'names no version'],
    [
      `{ state: a.yaml, set: { a: '{{version.uri}}' }, challenger: { set: { a: '{{version.uri}} {{share}}' } } }`,
      '.challenger.set.a',
      'is written for the champion too',
    ],
    [
      `{ ${base}, challenger: { set: { a: '{{version.uri}}{{shares}}' } } }`,
      '.challenger.set.a',
      'uses {{shares}}, which is not known; did you mean share?',
    ],
    [
      `{ ${base}, challenger: { set: { a: '{{version.uri}}{{share}}' }, clear: { a: '{{share}}' } } }`,
      '.challenger.clear.a',
      'uses {{share}}, which is not known',
    ],
    [
      `{ ${base}, challenger: { set: { a..b: '{{version.uri}}{{share}}' } } }`,
      '.challenger.set["a..b"]',
      'must be a path of keys',
    ],
  ])('are refused as %s, with file, line and key', (text, key, words) => {
    const problem = problemAfter(place, environments(`production: ${text}`));
    expect(problem).toMatch(new RegExp(`^${path}:24:\\d+: `));
    expect(problem).toContain(`${of('production')}${key} ${words}`);
  });

  it('ask, at a high risk, two approvals of no one person', () => {
    const text = environments(`production: { ${base}, approvals: { users: [acme] } }`);
    expect(validated(valid.replace(place, text))).toBeDefined();
    const risky = valid.replace('    path:', '    risk: high\n    path:');
    expect(() => validated(risky.replace(place, text))).toThrow(
      `${of('production')}.approvals asks for 2 approvals of one person`,
    );
  });

  it('are refused where they come after one another in a circle', () => {
    const text = environments(
      `test: { ${base}, after: production }`,
      `staging: { ${base}, after: test }`,
      `production: { ${base}, after: staging }`,
      `europe: { ${base}, after: production }`,
    );
    const problem = problemAfter(place, text);
    expect(problem).toContain(
      `:24:52: ${of('test')}.after leads back to test: test after production after staging after test.`,
    );
    expect(problem.split('\n')).toHaveLength(3);
  });

  it.each([
    ['{ from: 2026-12-20, reason: r }', '', 'must say when it is: from and until, or days.'],
    ['{ until: 2026-12-20, reason: r }', '', 'must say when it is'],
    ['{ timezone: UTC, reason: r }', '', 'must say when it is'],
    ['{ from: 2026-12-20, until: 2026-12-19, reason: r }', '.until', 'must be after from'],
    ['{ from: 2026-02-30, until: 2026-12-19, reason: r }', '.from', 'must be a date'],
    ["{ from: 2026-12-20, until: '2026-13-01T00:00:00Z', reason: r }", '.until', 'must be a date'],
    ["{ from: '2026-02-30T00:00:00Z', until: 2026-12-20, reason: r }", '.from', 'must be a date'],
    ["{ from: '2026-12-20T10:00:00', until: 2026-12-21, reason: r }", '.from', 'must be a date'],
    ['{ days: [fri], from: 2026-12-20, reason: r }', '.from', 'must be a time of day beside days'],
    ["{ days: [fri], until: '24:30', reason: r }", '.until', 'must be a time of day beside days'],
    ["{ days: [fri], from: '24:00', reason: r }", '.from', 'must be a time of day beside days'],
    ["{ days: [fri], from: '10:00', until: '10:00', reason: r }", '.until', 'must be another time'],
    ['{ days: [fri], timezone: Berlin, reason: r }', '.timezone', 'is no time zone: "Berlin".'],
    ["{ days: [fri], timezone: '+01:00', reason: r }", '.timezone', 'is no time zone'],
    ['{ days: [friday], reason: r }', '.days[0]', 'must be'],
    ['{ days: [fri] }', '', 'reason'],
  ])('are refused with the freeze %s', (text, key, words) => {
    const problem = problemAfter(place, environments(`production: { ${base}, freeze: [${text}] }`));
    expect(problem).toContain(`${path}:24:`);
    expect(problem).toContain(`${of('production')}.freeze[0]${key}`);
    expect(problem).toContain(words);
  });

  it('are not looked into where the schema refuses them already', () => {
    for (const text of ['5', '[a]', '{ state: 5, freeze: [5], challenger: 5, approvals: {} }']) {
      expect(() => validated(valid.replace(place, environments(`production: ${text}`)))).toThrow();
    }
  });
});
