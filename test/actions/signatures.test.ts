import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readJob } from '../../adapters/actions-runtime/job.ts';
import { signatureFiles } from '../../actions/register/signatures.ts';
import { predicateTypes } from '../../core/attest/statement.ts';
import { at } from '../../core/signature/json.ts';
import { signingPair } from '../adapters/signature/pair.ts';
import { temporaryFolder } from '../adapters/temporary.ts';
import { history } from '../core/evidence/history.ts';

type Arguments = Parameters<typeof signatureFiles>;

let log: string[];

beforeEach(() => {
  log = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => log.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const { verdict: record } = history();
const judged = history({ version: { verdict: record.id } });
const verdict = { record, ofTheseBytes: true };

/** What a registration is published with beside its records, with this verdict on record. */
async function files(inputs: Readonly<Record<string, string>>, known: Arguments[2]['verdict']) {
  const runner = {
    GITHUB_REPOSITORY: 'octo/models',
    GITHUB_WORKSPACE: '/work',
    GITHUB_SHA: 'c'.repeat(40),
  };
  const step: Arguments[0] = {
    job: readJob(runner, null),
    input: (name) => inputs[name] ?? (name === 'token' ? 'a token' : ''),
    output: () => undefined,
    variables: {},
    cancelled: new AbortController().signal,
    now: () => new Date(),
  };
  const root = join(await temporaryFolder(), 'records');
  const model = { name: 'bike-demand', records: { root } } as unknown as Arguments[1];
  const { version: record, run, evaluation } = judged;
  const version = { record, run, evaluation, verdict: known, attachments: [] };
  return signatureFiles(step, model, version);
}

async function typesIn(path: string): Promise<readonly unknown[]> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => {
    const payload = String(at(JSON.parse(line), 'dsseEnvelope', 'payload'));
    return at(JSON.parse(Buffer.from(payload, 'base64').toString('utf8')), 'predicateType');
  });
}

describe('what a registration signs', () => {
  it('is the model, its provenance, its evaluation and the verdict of the ledger', async () => {
    const key = signingPair('P-256').privateKey;
    const made = await files({ 'signing-key': key }, verdict);
    expect(made.map(({ name }) => name)).toEqual([
      'bike-demand-1.1.0.sigstore.json',
      'attestations.sigstore.jsonl',
    ]);
    const { provenance, testResult, verdict: svr } = predicateTypes;
    expect(await typesIn(made[1]?.path ?? '')).toEqual([provenance, testResult, svr]);
  });

  it('says where no verdict is on record, and attests none', async () => {
    const key = signingPair('P-256').privateKey;
    const made = await files({ 'signing-key': key }, null);
    expect(log.join('')).toContain('was on record, so none is attested');
    const path = made.find(({ name }) => name.endsWith('.jsonl'))?.path ?? '';
    expect(await typesIn(path)).toEqual([predicateTypes.provenance, predicateTypes.testResult]);
  });

  it('is without a signature of the model where the key is Ed25519, which a notice says', async () => {
    const key = signingPair('Ed25519').privateKey;
    const made = await files({ 'signing-key': key }, verdict);
    expect(made.map(({ name }) => name)).toEqual(['attestations.sigstore.jsonl']);
    expect(log.join('')).toContain('::notice::OpenSSF model signing knows keys on P-256');
  });

  it('attests no verdict of bytes that it did not judge, and the log says why', async () => {
    const key = signingPair('P-256').privateKey;
    const made = await files({ 'signing-key': key }, { record, ofTheseBytes: false });
    const path = made.find(({ name }) => name.endsWith('.jsonl'))?.path ?? '';
    expect(await typesIn(path)).toEqual([predicateTypes.provenance, predicateTypes.testResult]);
    expect(log.join('')).toContain(
      'attested of nothing: it judged what was trained before the merge',
    );
  });

  it('is nothing where nobody signs', async () => {
    expect(await files({ sign: 'off' }, verdict)).toEqual([]);
  });
});
