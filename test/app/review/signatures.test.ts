import { Buffer } from 'node:buffer';
import nock from 'nock';
import { Octokit } from 'octokit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { signaturesOf } from '../../../app/review/signatures.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { keyPair, signWithKey, statement } from '../../adapters/signature/signing.ts';
import { betterMetrics, config, evaluation, head } from '../../core/judge/candidate.ts';

const ours = keyPair();
const policyRef = 'refs/heads/main';

beforeAll(() => nock.disableNetConnect());
beforeEach(() => nock.cleanAll());
afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

function asked(changes: Partial<ModelConfig> = { gate: { signature: { key: 'model.pub' } } }) {
  const octokit = new Octokit({ retry: { enabled: false }, throttle: { enabled: false } });
  const repository = { octokit, owner: 'octo', repo: 'model', memory: emptyMemory() };
  return signaturesOf(repository, {
    config: { ...config, ...changes },
    evaluation: evaluation(betterMetrics),
    head,
    policyRef,
  });
}

const api = () => nock('https://api.github.com');
const keyFile = (status: number, text: string) =>
  api().get('/repos/octo/model/contents/model.pub').query({ ref: policyRef }).reply(status, text);
const attestations = (status: number, body: object) =>
  api()
    .get(`/repos/octo/model/attestations/${encodeURIComponent(sha256('model'))}`)
    .query({ per_page: 100 })
    .reply(status, body as nock.Body);

describe('the attestations of a candidate', () => {
  it('are not asked for where no check needs them', async () => {
    expect(await asked({ gate: {} })).toBeNull();
    const off = { signature: { key: 'model.pub' }, checks: { signature: 'off' } } as const;
    expect(await asked({ gate: off })).toBeNull();
  });

  it('are verified with the key of the base branch', async () => {
    keyFile(200, ours.publicKey);
    const bundle = await signWithKey(statement(sha256('model')), ours);
    attestations(200, { attestations: [{ bundle }, { bundle_url: 'https://example.org' }] });
    expect(await asked()).toMatchObject({
      trusted: 'model.pub',
      problem: null,
      attestations: [{ kind: 'verified' }, { kind: 'refused' }],
      more: false,
    });
  });

  it('are none where GitHub has none', async () => {
    keyFile(200, ours.publicKey);
    attestations(404, { message: 'Not Found' });
    expect(await asked()).toMatchObject({ problem: null, attestations: [] });
  });

  it.each<[string, number, string, string]>([
    ['is missing', 404, '{}', 'model.pub of the base branch is missing'],
    ['is no key', 200, 'text', 'holds no public key'],
    [
      'is a private key',
      200,
      Buffer.from(ours.privateKey.export({ type: 'pkcs8', format: 'pem' })).toString(),
      'holds a private key',
    ],
  ])('can not be verified where the file of the key %s', async (_, status, text, words) => {
    keyFile(status, text);
    expect(await asked()).toMatchObject({
      problem: expect.stringContaining(words),
      attestations: [],
    });
  });

  it('are a problem where we may not read them, that names the permission', async () => {
    keyFile(200, ours.publicKey);
    attestations(403, { message: 'Resource not accessible by integration' });
    expect(await asked()).toMatchObject({
      problem: expect.stringContaining('attestations: read'),
    });
  });

  it('are asked for again later where GitHub is down', async () => {
    keyFile(200, ours.publicKey);
    attestations(502, { message: 'Bad gateway' });
    await expect(asked()).rejects.toMatchObject({ status: 502 });
  });
});
