import { Buffer } from 'node:buffer';
import { beforeAll, describe, expect, it } from 'vitest';
import { beginning, stateFile } from './content.ts';
import { branchHead, checkAt, comments, fileAt, ledgerRecords, pullsFrom } from './look.ts';
import { registerAt, uploadPackage } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();

let repository: TestRepository;

// Each test promotes to an environment of its own, or a version of its own.
beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  for (const version of ['0.8.0', '0.9.0', '1.0.0', '1.1.0']) {
    await registerAt(repository, main, version);
  }
});

const branchOf = (environment: string): string => `assay/promote/bikes/${environment}`;

/** Opens an issue, comments a command on it, and gives the answer. */
async function command(body: string): Promise<string> {
  const { rest } = world().as('maintainer');
  const { data } = await rest.issues.create({ ...repository.at, title: 'A wish' });
  await rest.issues.createComment({ ...repository.at, issue_number: data.number, body });
  await repository.settled();
  return (await comments(repository, data.number)).join('\n---\n').replaceAll('`', '');
}

/** Asks for a promotion that opens a pull request, and gives that. */
async function proposed(target: string, environment: string) {
  expect(await command(`/assay promote ${target} ${environment}`)).toContain('Opened [#');
  const [pull, ...more] = await pullsFrom(repository, branchOf(environment));
  if (pull === undefined || more.length > 0) throw new Error('Not one pull request.');
  return pull;
}

async function mergePull(number: number): Promise<void> {
  await world()
    .as('maintainer')
    .rest.pulls.merge({ ...repository.at, pull_number: number });
  await repository.settled();
}

/** Puts other bytes in the place of the package of a version. */
async function replacePackage(version: string): Promise<void> {
  const { repos } = world().as('acme').rest;
  const tag = `bikes@v${version}`;
  const { data: release } = await repos.getReleaseByTag({ ...repository.at, tag });
  const [asset] = release.assets;
  await repos.deleteReleaseAsset({ ...repository.at, asset_id: asset?.id ?? 0 });
  const bytes = Buffer.from('other bytes altogether');
  await uploadPackage(repository, release.id, `bikes-${version}.tar.gz`, bytes);
}

describe.concurrent('the command promote', () => {
  it('opens one pull request that changes one file, with a check that succeeds', async () => {
    const pull = await proposed('bikes', 'staging');
    expect(pull).toMatchObject({ state: 'open', title: 'Promote bikes v1.1.0 to staging' });
    expect(pull.user?.login).toBe('assay[bot]');
    const { data: files } = await world()
      .as('reader')
      .rest.pulls.listFiles({ ...repository.at, pull_number: pull.number });
    expect(files.map(({ filename }) => filename)).toEqual([stateFile('bikes', 'staging')]);
    const text = await fileAt(repository, stateFile('bikes', 'staging'), pull.head.ref);
    expect(text).toContain('bikes-1.1.0.tar.gz');
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({
      conclusion: 'success',
      title: 'Ready to promote bikes@v1.1.0 to staging',
    });
  });

  it('leaves the pull request as it is when it is asked for the same again', async () => {
    const pull = await proposed('bikes@1.0.0', 'north');
    const again = await command('/assay promote bikes@v1.0.0 north');
    expect(again).toContain('There is nothing new to change in');
    const [after, ...more] = await pullsFrom(repository, pull.head.ref);
    expect(more).toEqual([]);
    expect(after).toMatchObject({ body: pull.body, head: { sha: pull.head.sha } });
  });

  it('moves the pull request to another version, and opens no second', async () => {
    const pull = await proposed('bikes@1.0.0', 'south');
    expect(await command('/assay promote bikes south')).toContain('Updated [#');
    const pulls = await pullsFrom(repository, pull.head.ref);
    expect(pulls.map(({ title }) => title)).toEqual(['Promote bikes v1.1.0 to south']);
    const text = await fileAt(repository, stateFile('bikes', 'south'), pull.head.ref);
    expect(text).toContain('bikes-1.1.0.tar.gz');
  });

  it('leaves a branch alone that a person has committed to', async () => {
    const pull = await proposed('bikes@1.0.0', 'east');
    const files = { 'NOTES.md': 'By a person.\n' };
    const head = await repository.push({ branch: pull.head.ref, files });
    const answer = await command('/assay promote bikes east');
    expect(answer).toContain('has commits of people, so it is left as it is');
    expect(await branchHead(repository, pull.head.ref)).toBe(head);
    expect(await pullsFrom(repository, pull.head.ref)).toHaveLength(1);
  });

  it('is refused when the package is not the one that was registered', async () => {
    await replacePackage('0.9.0');
    const answer = await command('/assay promote bikes@0.9.0 west');
    expect(answer).toContain('Nothing was done.');
    expect(answer).toContain('bikes-0.9.0.tar.gz of the release bikes@v0.9.0 is not what was');
    expect(await pullsFrom(repository, branchOf('west'))).toEqual([]);
  });
});

describe('a pull request that changes the desired state', () => {
  it('fails its check when the package was replaced after it was opened', async () => {
    const pull = await proposed('bikes@0.8.0', 'west');
    const before = await checkAt(repository, pull.head.sha);
    expect(before.conclusion).toBe('success');
    await replacePackage('0.8.0');
    world().github.admin.rerequestCheck(repository.name, before.id, 'maintainer');
    await repository.settled();
    const after = await checkAt(repository, pull.head.sha);
    expect(after.conclusion).toBe('failure');
    expect(after.title).toContain('Not ready to promote bikes@v0.8.0 to west');
  });

  it('fails its check when it asks for what was never registered', async () => {
    const text = 'spec:\n  uri: https://example.org/model.tar.gz\n  digest: none\n';
    const files = { [stateFile('bikes', 'production')]: text };
    const { head } = await repository.open({ branch: 'never-registered', files });
    await repository.settled();
    const check = await checkAt(repository, head);
    expect(check.conclusion).toBe('failure');
    expect(check.text.replaceAll('`', '')).toContain('asks for no registered version of bikes');
  });

  it('is not recorded when it is closed without a merge', async () => {
    const pull = await proposed('bikes@1.0.0', 'production');
    const { rest } = world().as('maintainer');
    await rest.pulls.update({ ...repository.at, pull_number: pull.number, state: 'closed' });
    await repository.settled();
    expect(await ledgerRecords(repository, 'promotion')).toEqual([]);
    expect((await rest.repos.listDeployments(repository.at)).data).toEqual([]);
    const file = stateFile('bikes', 'production');
    expect(await fileAt(repository, file, 'main')).toBe(beginning[file]);
  });

  it('records one deployment that waits, and one promotion, when it is merged', async () => {
    const [pull] = await pullsFrom(repository, branchOf('staging'));
    await mergePull(pull?.number ?? 0);
    const { repos } = world().as('reader').rest;
    const { data: deployments } = await repos.listDeployments(repository.at);
    expect(deployments).toMatchObject([
      { environment: 'staging', payload: { model: 'bikes', version: '1.1.0' } },
    ]);
    const [deployment] = deployments;
    const { data: statuses } = await repos.listDeploymentStatuses({
      ...repository.at,
      deployment_id: deployment?.id ?? 0,
    });
    expect(statuses.map((status) => status.state)).toEqual(['queued']);
    expect(await ledgerRecords(repository, 'promotion')).toMatchObject([
      {
        version: '1.1.0',
        environment: 'staging',
        previous: null,
        pullRequest: pull?.number,
        requestedBy: 'maintainer',
        mergedBy: 'maintainer',
        deployment: deployment?.id,
      },
    ]);
    expect(await command('/assay status bikes')).toMatch(
      /\| bikes \| v1\.1\.0 \| v1\.1\.0 \d+ s \|/,
    );
  });

  it('is answered with "already" when the command comes after the merge', async () => {
    const answer = await command('/assay promote bikes staging');
    expect(answer).toContain('staging asks for bikes@v1.1.0 already');
    expect(await pullsFrom(repository, branchOf('staging'))).toHaveLength(1);
  });

  it('is not on record as asked for by whom its author names', async () => {
    const promoted = await fileAt(repository, stateFile('bikes', 'south'), branchOf('south'));
    const files = { [stateFile('bikes', 'south')]: promoted };
    const { number, head } = await repository.open({ branch: 'by-hand', files });
    const body = 'Approved. <!-- assay:requested-by acme -->';
    const { rest } = world().as('maintainer');
    await rest.pulls.update({ ...repository.at, pull_number: number, body });
    await repository.settled();
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'success' });
    await mergePull(number);
    const expected = { environment: 'south', requestedBy: null, mergedBy: 'maintainer' };
    expect(await ledgerRecords(repository, 'promotion')).toContainEqual(
      expect.objectContaining(expected),
    );
  });
});
