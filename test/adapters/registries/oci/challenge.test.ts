import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChallenge } from '../../../../adapters/registries/oci/challenge.ts';

describe('a challenge', () => {
  it.each([
    ['Basic realm="x"', { kind: 'basic' }],
    ['basic', { kind: 'basic' }],
    [
      'Bearer realm="https://auth.example.com/token",service="a",scope="repository:a/b:pull,push"',
      {
        kind: 'bearer',
        realm: 'https://auth.example.com/token',
        service: 'a',
        scope: 'repository:a/b:pull,push',
      },
    ],
    [
      'Basic realm="x", Bearer Realm=https://a.example/t',
      { kind: 'bearer', realm: 'https://a.example/t', service: '', scope: '' },
    ],
    ['Bearer service="a"', null],
    ['Negotiate', null],
    ['', null],
    [`Basic ${'x'.repeat(5_000)}`, null],
  ])('is read: %s', (header, wanted) => {
    expect(readChallenge(header)).toEqual(wanted);
  });

  it('is read from any header without an error', () => {
    assert(
      property(string({ maxLength: 300 }), (text) => {
        readChallenge(text);
        readChallenge(`Bearer ${text}`);
      }),
    );
  });
});
