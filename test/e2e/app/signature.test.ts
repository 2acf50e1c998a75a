import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import {
  type Authority,
  createAuthority,
  issuer,
  type Json,
  type KeyPair,
  keyPair,
  signWithKey,
  statement,
} from '../../adapters/signature/signing.ts';
import { beginning, configPath, configuration, type Files, parameterChange } from './content.ts';
import { checkAt } from './look.ts';
import { createRepository, type OpenedPull, type TestRepository } from './repository.ts';
import { successful } from './workflow.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const keyFile = '.github/model.pub';
const rootsFile = '.github/trusted_root.jsonl';
const workflow = '.github/workflows/ml.yml';

/** A repository that wants its models signed, with a baseline. */
async function signedBy(signature: string, files: Files): Promise<TestRepository> {
  const config = configuration().replace(
    '    gate:\n',
    `    gate:\n      signature: ${signature}\n`,
  );
  const repository = await createRepository(world(), {
    ...beginning,
    ...files,
    [configPath]: config,
  });
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
  return repository;
}

const digestAt = (head: string): string => sha256(`bikes at ${head}`);

async function attest({ at }: TestRepository, bundle: Json): Promise<void> {
  await world()
    .as('maintainer')
    .rest.repos.createAttestation({ ...at, bundle });
}

/** Plays the workflow of a pull request, which attests what it has trained. */
async function judged(
  repository: TestRepository,
  pull: OpenedPull,
  bundle?: (runId: number) => Promise<Json>,
) {
  const run = repository.begin('pull_request', pull.head);
  const entries = successful(run.source, 'bikes', { mae: 30, rmse: 50 });
  await run.uploadRecords('bikes', entries);
  if (bundle !== undefined) await attest(repository, await bundle(run.id));
  run.complete();
  await repository.settled();
  const { conclusion, title, text, summary } = await checkAt(repository, pull.head);
  return { conclusion, words: `${title}\n${summary}\n${text}` };
}

describe('a model that must be signed with a key', () => {
  let repository: TestRepository;
  let ours: KeyPair;

  beforeAll(async () => {
    ours = keyPair('ed25519');
    repository = await signedBy(`{ key: ${keyFile} }`, { [keyFile]: ours.publicKey });
  });

  const open = (branch: string, alpha: number, files: Files = {}) =>
    repository.open({ branch, files: { ...parameterChange('bikes', alpha), ...files } });

  it('passes when it is, and is blocked when nobody has signed it', async () => {
    const unsigned = await judged(repository, await open('unsigned', 0.3));
    expect(unsigned.conclusion).toBe('failure');
    expect(unsigned.words).toContain('GitHub keeps no attestation for the model digest');
    const pull = await open('signed', 0.4);
    const signed = await judged(repository, pull, () =>
      signWithKey(statement(digestAt(pull.head)), ours),
    );
    expect(signed.conclusion).toBe('success');
  });

  it('is blocked when it is signed with a key that the pull request brings', async () => {
    const theirs = keyPair();
    const pull = await open('own-key', 0.5, { [keyFile]: theirs.publicKey });
    const { conclusion, words } = await judged(repository, pull, () =>
      signWithKey(statement(digestAt(pull.head)), theirs),
    );
    expect(conclusion).toBe('failure');
    expect(words).toContain('does not hold with the pinned key');
  });

  it('is blocked when its attestation is lost among a thousand newer ones of others', async () => {
    const pull = await open('flood', 0.6);
    const theirs = await signWithKey(statement(digestAt(pull.head)), keyPair());
    const own = await signWithKey(statement(digestAt(pull.head)), ours);
    await attest(repository, own);
    for (let count = 0; count < 1_000; count += 1) await attest(repository, theirs);
    const lost = await judged(repository, pull);
    expect(lost.conclusion).toBe('failure');
    expect(lost.words).toContain('GitHub keeps more, which were not looked at');
  }, 60_000);
});

describe('a model that a workflow must have signed', () => {
  let repository: TestRepository;
  let authority: Authority;

  beforeAll(async () => {
    authority = await createAuthority();
    const signature = `{ issuer: '${issuer}', workflow: ${workflow}, roots: ${rootsFile} }`;
    repository = await signedBy(signature, { [rootsFile]: authority.root });
  });

  /** What the certificate of a workflow run says. */
  async function certificateOf({ number }: OpenedPull, runId: number) {
    const { data } = await world()
      .as('reader')
      .rest.pulls.get({ ...repository.at, pull_number: number });
    const address = `${new URL(data.html_url).origin}/${repository.name}`;
    const ref = `refs/pull/${number}/merge`;
    const identity = `${address}/${workflow}@${ref}`;
    return {
      identity,
      extensions: {
        11: 'github-hosted',
        12: address,
        13: data.merge_commit_sha ?? '',
        14: ref,
        18: identity,
        21: `${address}/actions/runs/${runId}/attempts/1`,
      },
    };
  }

  it('passes when it was this run of it, at the merge of the head', async () => {
    const pull = await repository.open({ branch: 'own', files: parameterChange('bikes', 0.3) });
    const { conclusion, words } = await judged(repository, pull, async (runId) => {
      const { identity, extensions } = await certificateOf(pull, runId);
      return authority.signAs(statement(digestAt(pull.head)), identity, extensions);
    });
    expect(conclusion).toBe('success');
    expect(words).toContain('signed build: runner github-hosted');
  });

  it('is blocked when it was another run, by the check provenance', async () => {
    const pull = await repository.open({ branch: 'other', files: parameterChange('bikes', 0.4) });
    const { conclusion, words } = await judged(repository, pull, async (runId) => {
      const { identity, extensions } = await certificateOf(pull, runId + 1);
      return authority.signAs(statement(digestAt(pull.head)), identity, extensions);
    });
    expect(conclusion).toBe('failure');
    expect(words).toContain('The signed provenance names the run');
  });
});
