import { describe, expect, it } from 'vitest';
import { ownAccess, readHosts } from '../../../adapters/registries/access.ts';

const hostsOf = (text?: string) =>
  ownAccess(text === undefined ? {} : { ASSAY_REGISTRY_HOSTS: text }, '').hosts;

describe('the registries that may be asked', () => {
  it.each([
    ['', ['ghcr.io']],
    [' , ', ['ghcr.io']],
    ['Registry.example.com:5000, ghcr.io', ['registry.example.com:5000', 'ghcr.io']],
    ['http://registry.local:5000', ['http://registry.local:5000']],
  ])('are read from %j', (text, hosts) => {
    expect(readHosts(text)).toEqual({ ok: true, value: hosts });
  });

  it.each(['https://ghcr.io', 'ghcr.io/acme', 'user@ghcr.io', '*', 'ghcr.io ghcr.io'])(
    'are not read from %j',
    (text) => {
      expect(readHosts(`ghcr.io,${text}`)).toEqual({
        ok: false,
        reason: expect.stringContaining(JSON.stringify(text)) as unknown,
      });
    },
  );

  it('are any for a job of the same people, unless they name some; what is no list allows none', () => {
    expect([hostsOf(), hostsOf(''), hostsOf('a.example'), hostsOf('*')]).toEqual([
      null,
      null,
      ['a.example'],
      [],
    ]);
  });

  it('are asked with the token of the job, where there is one', () => {
    expect(ownAccess({ GITHUB_TOKEN: 'old' }, 'new').variables).toEqual({ GITHUB_TOKEN: 'new' });
    expect(ownAccess({ GITHUB_TOKEN: 'old' }, '').variables).toEqual({ GITHUB_TOKEN: 'old' });
  });
});
