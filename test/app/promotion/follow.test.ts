import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { noStores } from '../../../adapters/registries/registry.ts';
import type { JobContext } from '../../../app/context.ts';
import { followPromotion } from '../../../app/promotion/follow.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { released } from '../../actions/released.ts';
import { meddler, type Meddler } from '../../adapters/registries/mlflow/meddler.ts';

const file = 'deploy/staging/bikes.yaml';
const changed = {
  model: 'bikes',
  environment: 'staging',
  file,
  config: { state: file, set: { tag: '{{version.tag}}' } },
};

/** A server that has MLflow's version 3 for ours, and its requests that change something. */
async function mlflow(status = 200): Promise<Meddler> {
  return meddler(({ line }, response) => {
    const found = {
      model_versions: [
        { version: '3', tags: [{ key: 'assay.digest', value: sha256('any') }], status: 'READY' },
      ],
    };
    const isSearch = line.includes('model-versions/search');
    response.writeHead(status).end(JSON.stringify(isSearch ? found : {}));
    return 'answered';
  });
}

async function versionAt({ url }: Meddler): Promise<Readonly<VersionRecord>> {
  const { record } = await released({ 'model/weights.txt': 'offset: 1\n' });
  const uri = `${url}/api/2.0/mlflow-artifacts/artifacts/1/run/artifacts/model`;
  return { ...record, registry: 'mlflow', package: { ...record.package, name: 'bikes', uri } };
}

/** Follows a merged promotion while the default branch asks for this tag; gives what was told to the operator. */
async function following(
  version: Readonly<VersionRecord>,
  {
    now = 'bikes@v1.0.0',
    role = 'champion',
    hosts = null,
  }: {
    readonly now?: string;
    readonly role?: 'champion' | 'challenger';
    readonly hosts?: readonly string[] | null;
  } = {},
): Promise<readonly string[]> {
  const warned: string[] = [];
  nock('https://api.github.com')
    .get(`/repos/acme/bikes/contents/${encodeURIComponent(file)}`)
    .query({ ref: 'refs/heads/main' })
    .reply(200, `tag: ${now}\n`, { 'content-type': 'application/vnd.github.raw; charset=utf-8' });
  const octokit = new ProbotOctokit({ throttle: { enabled: false } });
  const repository = { octokit, owner: 'acme', repo: 'bikes', memory: emptyMemory() };
  const us = { id: 7, login: 'assay[bot]', startsWorkflows: true, hearsButtons: true };
  const context: JobContext = {
    job: 'job',
    repository,
    us,
    proposer: { repository, account: us },
    defaultBranch: 'main',
    policyRequired: false,
    stores: { ...noStores, hosts, pause: () => Promise.resolve() },
    repositoryUrl: 'https://github.com/acme/bikes',
    now: () => new Date(0),
    warn: (sentence) => warned.push(sentence),
    enqueue: () => Promise.resolve(),
  };
  await followPromotion(context, version, changed, { role });
  return warned;
}

const changes = ({ lines }: Meddler): readonly string[] =>
  lines.filter((line) => !line.startsWith('GET')).map((line) => line.split('/').at(-1) ?? '');

describe('the registry after a merged promotion', () => {
  beforeEach(() => {
    nock.disableNetConnect();
    nock.enableNetConnect('127.0.0.1');
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  it('says what the environment holds, and the challenge is over', async () => {
    const server = await mlflow();
    expect(await following(await versionAt(server))).toEqual([]);
    expect(server.lines.map((line) => line.split(/[ ?]/)[0])).toEqual(['GET', 'POST', 'DELETE']);
  });

  it('says what challenges there, and leaves the champion', async () => {
    const server = await mlflow();
    expect(await following(await versionAt(server), { role: 'challenger' })).toEqual([]);
    expect(changes(server)).toEqual(['alias']);
  });

  it('is left alone when the branch asks for another version already', async () => {
    const server = await mlflow();
    expect(await following(await versionAt(server), { now: 'bikes@v1.1.0' })).toEqual([]);
    expect(server.lines).toEqual([]);
  });

  it.each([
    ['is down', 500, null, 'answered the search for bikes@v1.0.0 with the status 500'],
    ['may not be asked', 200, [], 'is not among the hosts that may be asked'],
  ])(
    'that %s leaves the promotion as it is, and its operator is told',
    async (_, status, hosts, part) => {
      const version = await versionAt(await mlflow(status));
      const [warning, ...more] = await following(version, { hosts });
      expect(more).toEqual([]);
      expect(warning).toContain(
        'bikes@v1.0.0 was promoted to staging, and its registry does not say so.',
      );
      expect(warning).toContain(part);
    },
  );

  it('is not asked for a version that lies at GitHub', async () => {
    const server = await mlflow();
    const version = await versionAt(server);
    expect(await following({ ...version, registry: 'releases' })).toEqual([]);
    expect(server.lines).toEqual([]);
  });
});
