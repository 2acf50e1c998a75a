import { assert, constantFrom, dictionary, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPayload } from '../../../core/deployment/payload.ts';

const own = {
  model: 'bikes',
  version: '1.2.0',
  digest: `sha256:${'a'.repeat(64)}`,
  uri: 'https://example.org/bikes-1.2.0.tar.gz',
};
const champion = { ...own, role: 'champion', share: null };

describe('the payload of a deployment', () => {
  it('is a champion where no role is named, as the first promotions had none', () => {
    expect(readPayload(own)).toEqual(champion);
    expect(readPayload({ ...own, role: 'champion', tag: 'bikes@v1.2.0' })).toEqual(champion);
  });

  it('is a challenger with its share, as a number or in digits', () => {
    const challenger = { ...own, role: 'challenger', share: 10 };
    expect(readPayload(challenger)).toEqual(challenger);
    expect(readPayload({ ...challenger, share: '10' })).toEqual(challenger);
  });

  it.each([
    ['nothing', null],
    ['a text', JSON.stringify(own)],
    ['a model that is no name', { ...own, model: '../bikes' }],
    ['a version with more than its numbers', { ...own, version: '1.2.0; rm -rf ~' }],
    ['a digest of another kind', { ...own, digest: 'md5:1' }],
    ['an address with a line break', { ...own, uri: 'https://example.org/\n::set-output::' }],
    ['an address that is none', { ...own, uri: 'somewhere' }],
    ['an unknown role', { ...own, role: 'guest' }],
    ['a challenger without a share', { ...own, role: 'challenger' }],
    ['a share that is no whole percent', { ...own, role: 'challenger', share: 10.5 }],
    ['a share of more than all', { ...own, role: 'challenger', share: 101 }],
    ['a share that is not finite', { ...own, role: 'challenger', share: Number.NaN }],
  ])('is none of ours when it is %s', (_, payload) => {
    expect(readPayload(payload)).toBeNull();
  });

  it('never throws, and never lets a control character through', () => {
    const keys = constantFrom('model', 'version', 'digest', 'uri', 'role', 'share');
    assert(
      property(jsonValue(), dictionary(keys, jsonValue()), string(), (any, some, text) => {
        for (const payload of [any, { ...own, ...some }, { ...own, uri: text }]) {
          const read = readPayload(payload);
          if (read !== null) expect(JSON.stringify(read)).not.toMatch(/\\[nrtu]/);
        }
      }),
    );
  });
});
