import { Buffer } from 'node:buffer';
import { generateKeyPairSync } from 'node:crypto';
import { getOctokit } from '@actions/github';
import { fulcioHandler, initializeCA, initializeTSA, tsaHandler } from '@sigstore/mock';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { readRoots } from '../../../adapters/signature/trust.ts';
import { verifyBundle } from '../../../adapters/signature/verify.ts';
import { hasIdentity, workflowSigner } from '../../../adapters/signature/workflow-signer.ts';
import { predicateTypes, statementOf, subjectOf } from '../../../core/attest/statement.ts';
import { AssayError, type InputError } from '../../../core/errors.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { issuer, rootLine } from './signing.ts';

const identity = 'https://github.com/octo/models/.github/workflows/ml.yml@refs/heads/main';
const attestations = '/repos/octo/models/attestations';
const statement = statementOf(predicateTypes.provenance, [subjectOf('m', sha256('m'))], {});

/** A token as GitHub gives it to a job; nobody here looks at its signature. */
const token = [{ alg: 'none' }, { sub: identity, iss: issuer, sha: 'c'.repeat(40) }, {}]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

let roots: string;

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-384' });

/** GitHub's own authorities of certificates and of time, and its identities of jobs, answered in this process. */
beforeEach(async () => {
  nock.disableNetConnect();
  vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_URL', 'https://identity.example/token?api-version=2');
  vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'the token of the request');
  const clock = new Date((Math.floor(Date.now() / 1000) + 1) * 1000);
  const ca = await initializeCA(pair(), undefined, clock);
  const tsa = await initializeTSA(pair(), clock);
  roots = rootLine([ca.rootCertificate], [tsa.intCertificate, tsa.rootCertificate]);
  nock('https://identity.example')
    .get(/^\/token/)
    .query(true)
    .reply(200, { value: token });
  answer('https://fulcio.githubapp.com', fulcioHandler(ca, { strict: true }));
  answer('https://timestamp.githubapp.com', tsaHandler(tsa, { strict: true }));
});

afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  vi.unstubAllEnvs();
});

type Handler = ReturnType<typeof tsaHandler>;

function answer(base: string, { path, fn }: Handler): void {
  nock(base)
    .post(path)
    .reply(async (request: Request) => {
      const { statusCode, response, contentType } = await fn(await request.text());
      const body = typeof response === 'string' ? response : bytesOf(response);
      return [statusCode, body, { 'content-type': contentType ?? 'text/plain' }];
    });
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
}

function signer(notKept: (reason: InputError) => void = () => undefined) {
  const octokit = getOctokit('a token');
  return workflowSigner({ octokit, owner: 'octo', repo: 'models', memory: emptyMemory() }, notKept);
}

describe('a workflow', () => {
  it('signs as itself what its roots of trust verify, and GitHub keeps it', async () => {
    const kept = nock('https://api.github.com').post(attestations).reply(201, { id: 7 });
    const bundle = await signer().sign(statement);
    const trust = readRoots(roots);
    if (!trust.ok) throw new Error(trust.reason);
    expect(verifyBundle(bundle, trust.value)).toMatchObject({
      kind: 'verified',
      signer: { kind: 'certificate', identity, issuer },
      predicateType: predicateTypes.provenance,
      subjects: [sha256('m')],
    });
    expect(kept.isDone()).toBe(true);
  });

  it('keeps the signature of a model with the release alone', async () => {
    const model = statementOf(predicateTypes.model, [subjectOf('m', sha256('m'))], {});
    expect(await signer().sign(model)).toMatchObject({ dsseEnvelope: expect.anything() });
  });

  it.each([403, 404])(
    'says what the job lacks where GitHub answers %i to the storing',
    async (status) => {
      nock('https://api.github.com').post(attestations).reply(status, { message: 'No.' });
      const said: string[] = [];
      const bundle = await signer(({ message }) => said.push(message)).sign(statement);
      expect(bundle).toMatchObject({ dsseEnvelope: expect.anything() });
      expect(said).toEqual([expect.stringContaining('"permissions: attestations: write"')]);
    },
  );

  it.each([
    [429, {}],
    [403, { 'x-ratelimit-remaining': '0' }],
    [403, { 'retry-after': '60' }],
  ])('takes a limit of requests (%i, %j) for no missing permission', async (status, headers) => {
    nock('https://api.github.com').post(attestations).reply(status, { message: 'No.' }, headers);
    const said: string[] = [];
    const signing = signer(({ message }) => said.push(message)).sign(statement);
    await expect(signing).rejects.toMatchObject({ name: 'UnavailableError', code: 'rate-limit' });
    expect(said).toEqual([]);
  });

  it('signs nothing where GitHub fails, or Sigstore does, and says so', async () => {
    nock('https://api.github.com').post(attestations).reply(500, { message: 'Oops.' });
    await expect(signer().sign(statement)).rejects.toThrow(/answered 500 .* nothing is registered/);
    nock.cleanAll();
    nock('https://identity.example')
      .get(/^\/token/)
      .query(true)
      .reply(403, {})
      .persist();
    const refused: unknown = await signer()
      .sign(statement)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AssayError);
    expect(String(refused)).toContain('Sigstore did not sign as this workflow');
    expect(String(refused)).not.toContain('the token of the request');
  });

  it('has an identity only where the job may ask for one', () => {
    expect(hasIdentity({ ACTIONS_ID_TOKEN_REQUEST_URL: 'https://identity.example' })).toBe(true);
    expect(hasIdentity({ ACTIONS_ID_TOKEN_REQUEST_URL: '' })).toBe(false);
    expect(hasIdentity({})).toBe(false);
  });
});
