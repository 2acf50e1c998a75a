import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownAccess } from '../../../adapters/registries/access.ts';
import { fetchModel } from '../../../adapters/verify/fetch-model.ts';
import { recordId } from '../../../core/record/digest.ts';
import { versionRecord } from '../../core/version-record.ts';
import { temporaryFolder } from '../temporary.ts';

const secret = 'a-secret-of-the-person';
const asked: IncomingMessage[] = [];
/** A registry that only a downloaded record names, and that asks for whatever it can get. */
const server = createServer((request, response) => {
  asked.push(request);
  const realm = `http://${request.headers.host ?? ''}/token`;
  response.setHeader('www-authenticate', `Bearer realm="${realm}",service="x",scope="y"`);
  response.writeHead(request.url?.startsWith('/token') === true ? 404 : 401).end('{}');
});

let host: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  host = typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : '';
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Fetches a version of somebody else's repository with all that a person has set for their own registries. */
async function fetchForeign(registry: 'oci' | 'mlflow', hosts = '') {
  asked.length = 0;
  const base = versionRecord('1.1.0');
  const digest = base.artifact.digest;
  const uri = {
    oci: `oci://${host}/evil/model@${digest}`,
    mlflow: `http://${host}/api/2.0/mlflow-artifacts/artifacts/1/run/artifacts/model`,
  }[registry];
  const place = { name: 'evil/model', uri, digest, bytes: 1 };
  const record = { ...base, registry, package: place };
  const text = JSON.stringify({ ...record, id: recordId(record) });
  const folder = await temporaryFolder({ 'version.json': text });
  const variables = {
    HOME: folder,
    ASSAY_OCI_USERNAME: 'octocat',
    ASSAY_OCI_PASSWORD: secret,
    GITHUB_ACTOR: 'octocat',
    MLFLOW_TRACKING_URI: 'https://mlflow.example.org',
    MLFLOW_TRACKING_TOKEN: secret,
    ASSAY_REGISTRY_HOSTS: hosts,
  };
  const access = { ...ownAccess(variables, secret), pause: () => Promise.resolve() };
  const found = await fetchModel(folder, access, join(folder, 'scratch')).catch(String);
  return JSON.stringify(found);
}

describe('a host that only a downloaded record names', () => {
  it.each(['oci', 'mlflow'] as const)('is asked without any credentials (%s)', async (registry) => {
    const found = await fetchForeign(registry);
    // Who is not let in has not found other bytes.
    expect(found).toMatch(/^"(Input|Unavailable)Error/);
    expect(found).not.toContain(secret);
    expect(asked.length).toBeGreaterThan(0);
    for (const { headers, url } of asked) {
      expect(headers.authorization).toBeUndefined();
      const sent = JSON.stringify([headers, url]);
      for (const text of [secret, Buffer.from(`octocat:${secret}`).toString('base64')]) {
        expect(sent).not.toContain(text);
      }
    }
  });

  it.each(['oci', 'mlflow'] as const)(
    'is not asked where the person names others (%s)',
    async (registry) => {
      expect(await fetchForeign(registry, 'ghcr.io')).toMatch(/^"(Input|Refused)Error: .* asked/);
      expect(asked).toEqual([]);
    },
  );
});
