import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../adapters/temporary.ts';
import { assay } from '../../cli/assay.ts';
import { parameterChange } from './content.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();

let repository: TestRepository;

/** A pull request was judged and merged, and the model that the merge trained was registered and signed. */
beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({
    branch: 'main',
    files: { 'bikes/MODEL_CARD.md': '# Bikes\n' },
  });
  await repository.play('push', main, { bikes: { mae: 45, rmse: 65 } });
  const { number, head } = await repository.open({
    branch: 'better',
    files: parameterChange('bikes', 0.5),
  });
  await repository.play('pull_request', head, { bikes: { mae: 40, rmse: 60 } });
  const { rest } = world().as('maintainer');
  const merged = await rest.pulls.merge({
    ...repository.at,
    pull_number: number,
    merge_method: 'squash',
  });
  await repository.settled();
  const version = await registerAt(repository, merged.data.sha);
  await attest(version.artifact.digest);
});

async function attest(digest: string): Promise<void> {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'model', digest: { sha256: digest.slice('sha256:'.length) } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {},
  };
  await world()
    .as('acme')
    .request('POST /repos/{owner}/{repo}/attestations', {
      ...repository.at,
      bundle: {
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: {},
        dsseEnvelope: {
          payload: Buffer.from(JSON.stringify(statement)).toString('base64'),
          payloadType: 'application/vnd.in-toto+json',
          signatures: [{ sig: 'c2lnbmVk' }],
        },
      },
    });
}

async function evidence(name: string, token: string) {
  const cwd = await temporaryFolder();
  const env = { GITHUB_API_URL: world().github.apiUrl, GITHUB_TOKEN: token };
  const result = await assay({ cwd, env }, 'evidence', name, '--repository', repository.name);
  return { ...result, folder: join(cwd, `evidence-${name.replace('@', '-')}`) };
}

describe('assay evidence, at GitHub', () => {
  it('ties the verdict by the pull request whose squash made the commit, and brings card, release and attestation', async () => {
    const { status, stderr, folder } = await evidence('bikes@1.0.0', world().token('acme'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const page = (await readFile(join(folder, 'index.html'), 'utf8')).replaceAll(/\s+/g, ' ');
    expect(page).toContain('GitHub says that the merge of this pull request made the commit');
    expect(page).toContain('GitHub states the registered digest and size of it');
    const card = await readFile(join(folder, 'documents/model-card.md'), 'utf8');
    expect(card).toBe('# Bikes\n');
    const bundle = await readFile(
      join(folder, 'signatures/attestation-model-1.sigstore.json'),
      'utf8',
    );
    expect(bundle).toContain('c2lnbmVk');
  });

  it('names the versions that there are, and says what a token needs', async () => {
    const unknown = await evidence('bikes@7.0.0', world().token('acme'));
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain('there are 1.0.0.');
    const refused = await evidence('bikes@1.0.0', 'no token at all');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('set GITHUB_TOKEN to a token that may read');
  });
});
