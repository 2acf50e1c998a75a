import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../adapters/temporary.ts';
import { example } from './read.ts';

const script = fileURLToPath(new URL('deploy.py', example));

async function bringOut(root: string, variables: Readonly<Record<string, string>>) {
  const environment = {
    SERVING: join(root, 'serving'),
    ASSAY_ENVIRONMENT: 'production',
    ASSAY_MODEL: 'bike-demand',
    ASSAY_VERSION: '1.1.0',
    PATH: process.env['PATH'],
    ...variables,
  };
  await promisify(execFile)('python3', [script], { env: environment });
}

describe("the example's deploy.py", () => {
  it('puts champion and challenger beside each other, and takes the challenger out at the share 0', async () => {
    const root = await temporaryFolder({ 'model/model.json': '{}' });
    const served = (role: string): string => join(root, 'serving/production', role);
    for (const [ASSAY_ROLE, ASSAY_SHARE] of [
      ['champion', ''],
      ['challenger', '10'],
    ] as const) {
      await bringOut(root, { ASSAY_ROLE, ASSAY_SHARE, ASSAY_MODEL_PATH: root });
      expect(await readFile(join(served(ASSAY_ROLE), 'model.json'), 'utf8')).toBe('{}');
    }
    const gone = { ASSAY_ROLE: 'challenger', ASSAY_SHARE: '0', ASSAY_MODEL_PATH: '' };
    await bringOut(root, gone);
    await bringOut(root, gone);
    expect(existsSync(served('challenger'))).toBe(false);
    expect(existsSync(served('champion'))).toBe(true);
  });
});
