import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challengeOfState } from '../../../core/promotion/challenge-state.ts';
import { setYamlValues } from '../../../core/edit/index.ts';
import type { EnvironmentConfig } from '../../../schemas/types.ts';
import { versionRecord } from '../version-record.ts';

const versions = [versionRecord('1.1.0'), versionRecord('1.0.0')];
const [newest] = versions as [(typeof versions)[number]];
const file = 'state.yaml';
const environment: EnvironmentConfig = {
  state: file,
  format: 'assay',
  challenger: {
    set: { 'challenger.uri': '{{version.uri}}', 'challenger.share': '{{share}}' },
  },
};
const read = (text: string | null, config = environment) =>
  challengeOfState({ text, file, environment: config, model: 'bike-demand' }, versions);
const state = (uri: string, share: string | number): string =>
  `uri: ''\nchallenger:\n  uri: ${uri}\n  share: ${share}\n`;

/** With the newest version as the champion. */
function champion(text: string): string {
  const { uri, digest } = newest.package;
  return `uri: ${uri}\nversion: ${newest.version}\ndigest: ${digest}\n${text}`;
}

describe('the challenger of a state file', () => {
  it('is a registered version with its share, whatever that is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), (share) => {
        const found = read(state(newest.package.uri, share));
        if (share === 0) expect(found).toEqual({ kind: 'none' });
        else if (share > 100) expect(found.kind).toBe('unknown');
        else expect(found).toEqual({ kind: 'version', version: newest, share });
      }),
    );
  });

  it.each([
    ['the environment takes none', state('x', 5), { ...environment, challenger: undefined }],
    ['there is no file', null, environment],
    ['the keys are missing', 'uri: x\n', environment],
    ['the keys are empty', state("''", "''"), environment],
    ['the share is 0, whatever stands beside it', state('anything', 0), environment],
  ])('is none where %s', (_, text, config) => {
    expect(read(text, config as EnvironmentConfig)).toEqual({ kind: 'none' });
  });

  it('is none where the file holds what ends a challenge', () => {
    const config = {
      ...environment,
      challenger: {
        set: { route: '{{version.uri}} {{share}}' },
        clear: { route: '{{version.uri}} alone' },
      },
    };
    expect(read(champion(`route: ${newest.package.uri} alone\n`), config)).toEqual({
      kind: 'none',
    });
    // Any other version that stands there would be what gets the traffic.
    expect(read(champion(`route: ${versions[1]?.package.uri} alone\n`), config).kind).toBe(
      'unknown',
    );
    expect(read(`route: ${newest.package.uri} alone\n`, config).kind).toBe('unknown');
    expect(read(`route: ${newest.package.uri} 15\n`, config)).toMatchObject({ share: 15 });
    expect(read('route: elsewhere alone\n', config).kind).toBe('unknown');
  });

  it('is not none while a share stands beside what ends a challenge', () => {
    const clear = { 'challenger.uri': '{{version.uri}}' };
    const config = { ...environment, challenger: { ...environment.challenger, clear } };
    const held = (uri: string, share: string | number) =>
      read(champion(state(uri, share).replace(/^uri: ''\n/, '')), config as EnvironmentConfig);
    expect(held(newest.package.uri, 0)).toEqual({ kind: 'none' });
    expect(held(newest.package.uri, "''")).toEqual({ kind: 'none' });
    expect(held(newest.package.uri, 40)).toMatchObject({ kind: 'version', share: 40 });
    expect(held(versions[1]?.package.uri ?? '', 40)).toMatchObject({ kind: 'version', share: 40 });
    const fixed = { ...config, challenger: { ...config.challenger, clear: { a: 'b' } } };
    expect(
      read(`a: b\n${state('https://example.org/x', 40)}`, fixed as EnvironmentConfig).kind,
    ).toBe('unknown');
  });

  it.each([
    ['bytes that are not registered', state('https://example.org/x', 10)],
    ['a share that is no whole percent', state(newest.package.uri, '10.5')],
    ['a share below 0', state(newest.package.uri, -1)],
    ['a share that is not there', state(newest.package.uri, "''")],
    ['a share without a version', state("''", 10)],
    ['a share that is not finite', state(newest.package.uri, '.nan')],
    ['a share in another form', state(newest.package.uri, "'010'")],
    ['a text that is not YAML', 'a: ['],
    ['a list in its place', 'challenger:\n  uri: [1]\n  share: 1\n'],
  ])('is unknown with %s', (_, text) => {
    expect(read(text).kind).toBe('unknown');
  });

  it('is that which was written', () => {
    const values = { 'challenger.uri': newest.package.uri, 'challenger.share': '30' };
    const text = setYamlValues(state('none', 0), values, file);
    expect(read(text)).toMatchObject({ kind: 'version', share: 30 });
  });
});
