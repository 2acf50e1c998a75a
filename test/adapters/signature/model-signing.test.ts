import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { digestTree } from '../../../adapters/files/index.ts';
import { keySigner } from '../../../adapters/signature/key-signer.ts';
import { modelStatement } from '../../../core/attest/model.ts';
import { installed } from '../../tools/installed.ts';
import { temporaryFolder } from '../temporary.ts';
import { type Curve, signingPair } from './pair.ts';

const execute = promisify(execFile);
const program = installed('model_signing');

/** Files whose order differs between paths and their parts, with names beyond ASCII, and one that is passed over. */
const files = {
  'model/weights.txt': 'offset: 1\n',
  'model.txt': 'a file beside the folder\n',
  'model/ä/𝛼.txt': 'alpha\n',
  'model/ä/豈.txt': 'a letter behind the surrogates\n',
  'empty.bin': '',
  '.gitignore': '*.log\n',
};

interface Signed {
  readonly folder: string;
  readonly signature: string;
  readonly publicKey: string;
}

async function signed(curve: Curve): Promise<Signed> {
  const folder = await temporaryFolder(files);
  const { publicKey, privateKey } = signingPair(curve);
  const keys = await temporaryFolder({ 'public.pem': publicKey, 'private.pem': privateKey });
  const signer = keySigner(privateKey, '');
  if (!signer.ok) throw new Error(signer.reason);
  const artifact = await digestTree(folder, Object.keys(files));
  const bundle = await signer.value.sign(modelStatement('bikes', artifact.files));
  const signature = join(keys, 'bikes-1.0.0.sigstore.json');
  await writeFile(signature, JSON.stringify(bundle));
  return { folder, signature, publicKey: join(keys, 'public.pem') };
}

function run(...args: readonly string[]): Promise<string> {
  return execute(program ?? '', args).then(
    ({ stdout, stderr }) => `0 ${stdout}${stderr}`,
    (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) =>
      `${error.code} ${error.stdout}${error.stderr}`,
  );
}

describe.skipIf(program === null)('model_signing of Python', () => {
  it.each<Curve>(['P-256', 'P-384'])(
    'verifies what we signed with %s, and refuses it after one byte',
    { timeout: 60_000 },
    async (curve) => {
      const { folder, signature, publicKey } = await signed(curve);
      const args = ['verify', 'key', '--signature', signature, '--public_key', publicKey, folder];
      expect(await run(...args)).toMatch(/^0 Verification succeeded/);
      if (curve !== 'P-256') return;
      await writeFile(join(folder, 'model/weights.txt'), 'offset: 2\n');
      expect(await run(...args)).toMatch(/^1 .*Hash mismatch for .{1,2}model\/weights.txt/s);
    },
  );

  it('signs the same statement as we do', { timeout: 60_000 }, async () => {
    const folder = await temporaryFolder(files);
    const { privateKey } = signingPair('P-256');
    const keys = await temporaryFolder({ 'private.pem': privateKey });
    const signature = join(keys, 'signature.json');
    const key = join(keys, 'private.pem');
    await run('sign', 'key', '--private_key', key, '--signature', signature, folder);
    const theirs = statementIn(await readFile(signature, 'utf8'));
    const artifact = await digestTree(folder, Object.keys(files));
    const ours = modelStatement(basename(folder), artifact.files);
    theirs.predicate.serialization.ignore_paths.sort();
    expect(theirs).toEqual(ours);
  });
});

interface Theirs {
  readonly predicate: { readonly serialization: { readonly ignore_paths: string[] } };
}

function statementIn(bundle: string): Theirs {
  const { dsseEnvelope } = JSON.parse(bundle) as { dsseEnvelope: { payload: string } };
  return JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString('utf8')) as Theirs;
}
