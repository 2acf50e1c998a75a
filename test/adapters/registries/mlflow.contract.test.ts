import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { VersionRecord } from '../../../schemas/types.ts';
import { registryContract } from './contract.ts';
import { hasMlflow, type MlflowServer, startMlflow } from './mlflow/server.ts';

describe.skipIf(!hasMlflow)('on a real MLflow server', () => {
  let server: MlflowServer | null = null;
  beforeAll(async () => {
    server = await startMlflow();
  });
  afterAll(() => server?.close());

  let grounds = 0;
  registryContract('mlflow', async (ground) => {
    if (server === null) throw new TypeError('MLflow has not begun.');
    const { url, artifacts } = server;
    const folderOf = ({ package: { uri } }: Readonly<VersionRecord>): string =>
      join(artifacts, decodeURIComponent(uri.split('/mlflow-artifacts/artifacts/')[1] ?? 'none'));
    // No two grounds share a registered model. It is there, as is its experiment: the contract counts what each version takes.
    grounds += 1;
    const name = `model ${grounds}`;
    await made(`${url}/api/2.0/mlflow/experiments/create`, `assay/${name}`);
    await made(`${url}/api/2.0/mlflow/registered-models/create`, name);
    return {
      settings: { type: 'mlflow', tracking_uri: await ground.ways.through(url), name },
      tamper: (record) => appendFile(join(folderOf(record), 'model/weights.bin'), 'more'),
      remove: (record) => rm(folderOf(record), { recursive: true }),
    };
  });
});

async function made(endpoint: string, name: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ name }) });
}
