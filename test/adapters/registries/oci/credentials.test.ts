import { describe, expect, it } from 'vitest';
import { credentialsFor as knownFor } from '../../../../adapters/registries/oci/credentials.ts';
import type { Place } from '../../../../adapters/registries/oci/place.ts';
import { temporaryFolder } from '../../temporary.ts';
import { accessWith } from './model.ts';

function placeAt(host: string): Place {
  return {
    asker: 'job',
    host,
    repository: 'acme/bikes',
    origin: `https://${host}`,
    loopback: false,
  };
}

const credentialsFor = async (...given: Parameters<typeof knownFor>) =>
  (await knownFor(...given)).credentials;

const configured = { ASSAY_OCI_USERNAME: 'robot', ASSAY_OCI_PASSWORD: 'secret' };
const job = { GITHUB_ACTOR: 'maintainer', GITHUB_TOKEN: 'ghs_1' };
const none = { type: 'oci' } as const;

describe('the credentials for a registry', () => {
  it('are the configured ones for the host that the configuration names, and for no other', async () => {
    const settings = { type: 'oci', repository: 'registry.example.com/acme/bikes' } as const;
    const ask = (host: string) => credentialsFor(placeAt(host), accessWith(configured), settings);
    expect(await ask('registry.example.com')).toMatchObject({ username: 'robot' });
    for (const host of ['registry.example.com:8443', 'registry.example.co', 'ghcr.io']) {
      expect(await ask(host)).toBeNull();
    }
    expect(
      await credentialsFor(placeAt('registry.example.com'), accessWith(configured), none),
    ).toBeNull();
  });

  it.each([
    ['ghcr.io', {}, true],
    [
      'ghcr.io',
      { GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: 'https://api.github.com' },
      true,
    ],
    ['ghcr.io', { GITHUB_SERVER_URL: 'https://github.example.com' }, false],
    ['ghcr.io', { GITHUB_API_URL: 'https://github.example.com/api/v3' }, false],
    ['ghcr.io.example.com', {}, false],
    ['docker.io', {}, false],
  ])("are a job's token for %s with %j: %s", async (host, server, given) => {
    const found = await credentialsFor(placeAt(host), accessWith({ ...job, ...server }), none);
    expect(found !== null).toBe(given);
  });

  it("are those that Docker's configuration has, before a job's token", async () => {
    const auths = {
      'https://index.docker.io/v1/': { auth: Buffer.from('hub:a:b').toString('base64') },
      'ghcr.io': { username: 'person', password: 'word' },
      'quay.io': { identitytoken: 'token' },
      'empty.example.com': {},
    };
    const DOCKER_CONFIG = await temporaryFolder({ 'config.json': JSON.stringify({ auths }) });
    const ask = (host: string) =>
      credentialsFor(placeAt(host), accessWith({ ...job, DOCKER_CONFIG }), none);
    expect(await ask('docker.io')).toMatchObject({ username: 'hub', password: 'a:b' });
    expect(await ask('ghcr.io')).toMatchObject({ username: 'person', password: 'word' });
    expect(await ask('quay.io')).toEqual({ kind: 'identity-token', token: 'token' });
    expect(await ask('empty.example.com')).toBeNull();
  });

  it.each([
    ['null'],
    ['[]'],
    ['{"auths":null}'],
    ['{"auths":{"ghcr.io":"x"}}'],
    ['{"auths":{"ghcr.io":{"auth":7}}}'],
  ])('are none where the configuration is %s', async (text) => {
    const HOME = await temporaryFolder({ '.docker/config.json': text });
    expect(await credentialsFor(placeAt('ghcr.io'), accessWith({ HOME }), none)).toBeNull();
  });

  it("are a job's token where Docker's configuration leaves them to a helper, which is named", async () => {
    for (const config of [{ credsStore: 'desktop' }, { credHelpers: { 'ghcr.io': 'pass' } }]) {
      const DOCKER_CONFIG = await temporaryFolder({ 'config.json': JSON.stringify(config) });
      const found = await knownFor(placeAt('ghcr.io'), accessWith({ ...job, DOCKER_CONFIG }), none);
      expect(found).toEqual({
        credentials: { kind: 'password', username: 'maintainer', password: 'ghs_1' },
        unused: expect.stringMatching(/config\.json leaves the credentials of ghcr\.io to a/),
      });
    }
  });
});
