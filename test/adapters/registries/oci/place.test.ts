import { describe, expect, it } from 'vitest';
import {
  addressOf,
  configuredPlace,
  mayFollow,
  recordedPlace,
  uriOf,
} from '../../../../adapters/registries/oci/place.ts';
import { sha256 } from '../../../../core/record/digest.ts';
import { accessWith, bikesOnDisk, recordOf } from './model.ts';

const digest = sha256('manifest');

/** A record whose package lies at an address. */
async function recordAt(uri: string, name = 'acme/bikes') {
  const model = await bikesOnDisk({ 'a.txt': 'a' });
  return recordOf(model, { describe: () => ({ name, uri, digest, bytes: 1 }) });
}

describe('the place of a container registry', () => {
  it.each([
    ['ghcr.io/acme/bikes', undefined, 'https://ghcr.io'],
    ['docker.io/acme/bikes', undefined, 'https://registry-1.docker.io'],
    ['127.0.0.1:5000/acme/bikes', undefined, 'http://127.0.0.1:5000'],
    ['localhost:5000/acme/bikes', undefined, 'http://localhost:5000'],
    ['localhost:5000/acme/bikes', false, 'https://localhost:5000'],
    ['registry.local:5000/acme/bikes', true, 'http://registry.local:5000'],
    ['127.0.0.1.example.com/acme/bikes', undefined, 'https://127.0.0.1.example.com'],
  ])('of %s with plain_http %s is asked at %s', (repository, plain, origin) => {
    const settings = {
      type: 'oci',
      repository,
      ...(plain === undefined ? {} : { plain_http: plain }),
    } as const;
    const place = configuredPlace(accessWith(), settings);
    expect(place.origin).toBe(origin);
    expect(addressOf(place, 'tags/list').href).toBe(`${origin}/v2/acme/bikes/tags/list`);
  });

  it('is asked without TLS where whoever runs the app says so, and never because a repository does', async () => {
    const record = await recordAt(`oci://registry.local:5000/acme/bikes@${digest}`);
    const settings = {
      type: 'oci',
      repository: 'registry.local:5000/acme/bikes',
      plain_http: true,
    } as const;
    const origins = [['http://registry.local:5000'], ['registry.local:5000']].map(
      (hosts) => recordedPlace(record, accessWith({}, hosts), settings).place.origin,
    );
    expect(origins).toEqual(['http://registry.local:5000', 'https://registry.local:5000']);
  });

  it.each([
    ['another host', 'evil.example.com/acme/bikes'],
    ['another port', 'ghcr.io:8443/acme/bikes'],
    ['the metadata of a cloud', '169.254.169.254/acme/bikes'],
    ['this machine', '127.0.0.1:5000/acme/bikes'],
  ])('is not asked where a record names one that is not allowed: %s', async (_, name) => {
    const record = await recordAt(`oci://${name}@${digest}`);
    const asking = (): unknown =>
      recordedPlace(record, accessWith({}, ['ghcr.io']), { type: 'oci' });
    expect(asking).toThrow(/allows it in ASSAY_REGISTRY_HOSTS/);
  });

  it.each([
    ['https://ghcr.io/acme/bikes'],
    ['oci://ghcr.io/acme/bikes:1.0.0'],
    [`oci://ghcr.io/acme/../bikes@${digest}`],
    [`oci://ghcr.io/acme/other@${digest}`],
    [`oci://user:password@ghcr.io/acme/bikes@${digest}`],
    [`oci://ghcr.io/acme/bikes@${sha256('other')}`],
    [`oci://ghcr.io:99999/acme/bikes@${digest}`],
    [`oci://ghcr.io/acme/bikes@${digest}?x`],
  ])('is not taken from a record with the address %s', async (uri) => {
    const record = await recordAt(uri);
    expect(() => recordedPlace(record, accessWith(), { type: 'oci' })).toThrow(/names no manifest/);
  });

  it('comes back from the address that a record gets', async () => {
    const place = configuredPlace(accessWith(), { type: 'oci', repository: 'ghcr.io/acme/bikes' });
    const record = await recordAt(uriOf(place, digest));
    expect(recordedPlace(record, accessWith(), { type: 'oci' })).toEqual({ place, digest });
  });

  it('follows only to itself, by TLS, or from one server of a machine to another', () => {
    const remote = configuredPlace(accessWith(), { type: 'oci', repository: 'ghcr.io/acme/bikes' });
    const local = configuredPlace(accessWith(), {
      type: 'oci',
      repository: 'localhost:1/acme/bikes',
    });
    const addresses = [
      'https://a.example/x',
      'http://a.example/',
      'http://127.0.0.1:9/',
      'https://u:p@a.example/',
    ];
    expect(addresses.map((one) => mayFollow(remote, new URL(one)))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(addresses.map((one) => mayFollow(local, new URL(one)))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
