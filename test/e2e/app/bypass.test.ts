import { beforeAll, describe, expect, it } from 'vitest';
import { configPath, configuration, parameterChange, stateFile } from './content.ts';
import { checkAt, checksAt, comments, fileAt, ledgerRecords, verdictComment } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();

let repository: TestRepository;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await registerAt(repository, main);
});

/** Opens a pull request onto a branch of one's choice. */
async function openOnto(base: string, head: string) {
  const { data } = await world()
    .as('maintainer')
    .rest.pulls.create({ ...repository.at, head, base, title: `${head} onto ${base}` });
  await repository.settled();
  return data.number;
}

describe('a pull request into another branch than the default one', () => {
  it('gets no check, so that none is there when it is pointed at the default branch', async () => {
    const soft = { [configPath]: configuration(1_000_000) };
    await repository.push({ branch: 'soft', files: soft });
    const head = await repository.push({ branch: 'sly', files: parameterChange('bikes', 7) });
    const number = await openOnto('soft', 'sly');
    await repository.play('pull_request', head, { bikes: { mae: 500, rmse: 600 } });
    expect(await checksAt(repository, head)).toEqual([]);

    await world()
      .as('maintainer')
      .rest.pulls.update({ ...repository.at, pull_number: number, base: 'main' });
    await repository.settled();
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'failure' });
    expect(await verdictComment(repository, number)).toContain('over its limit of 60');
  });
});

describe('another pull request with the same head, onto a branch with workflows of its own', () => {
  it('leaves no records that count for this one', async () => {
    const { number, head } = await repository.open({
      branch: 'honest',
      files: parameterChange('bikes', 5),
    });
    await repository.play('pull_request', head, { bikes: { mae: 500, rmse: 600 } });
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'failure' });
    const { git } = world().as('maintainer').rest;
    await git.createRef({ ...repository.at, ref: 'refs/heads/twin', sha: head });
    await repository.push({ branch: 'lenient', files: { 'NOTES.md': 'Lenient.\n' } });
    await openOnto('lenient', 'twin');
    await repository.play('pull_request', head, { bikes: { mae: 1, rmse: 1 } });
    await world()
      .as('maintainer')
      .rest.issues.createComment({
        ...repository.at,
        issue_number: number,
        body: '/assay evaluate',
      });
    await repository.settled();
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'failure' });
    expect(await verdictComment(repository, number)).toContain('over its limit of 60');
  });
});

describe('a pull request that changes a model and a desired state', () => {
  it('fails when the state asks for no registered version, however good the model is', async () => {
    const { number, head } = await repository.open({
      branch: 'stowaway',
      files: {
        ...parameterChange('bikes', 8),
        [stateFile('bikes', 'production')]: 'spec:\n  uri: https://example.org/x\n  digest: none\n',
      },
    });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    const check = await checkAt(repository, head);
    expect(check.conclusion).toBe('failure');
    expect(check.title).toContain('asks for no registered version of bikes');
    expect(await verdictComment(repository, number)).toContain('Not ready to merge');
  });
});

describe('a check of another app by the same name', () => {
  it('is left alone, and ours is set beside it', async () => {
    const { head } = await repository.open({
      branch: 'namesake',
      files: parameterChange('bikes', 9),
    });
    const run = repository.begin('pull_request', head);
    const { github } = world();
    const job = github.actions.createJob(run.id, 'assay');
    const { token } = github.actions.jobTokens(job.id, { checks: 'write' });
    await fetch(`${github.apiUrl}/repos/${repository.name}/check-runs`, {
      method: 'POST',
      headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'assay', head_sha: head, conclusion: 'success' }),
    });
    run.complete();
    await repository.play('pull_request', head, { bikes: { mae: 500, rmse: 600 } });
    const conclusions = (await checksAt(repository, head)).map(({ conclusion }) => conclusion);
    expect(conclusions.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      'failure',
      'success',
    ]);
  });
});

describe('a tag with the name of the default branch', () => {
  it('does not bring the records of its commit into the ledger', async () => {
    const sly = await repository.push({ branch: 'unreviewed', files: { 'NOTES.md': 'Sly.\n' } });
    const before = await ledgerRecords(repository, 'evaluation');
    await world()
      .as('maintainer')
      .rest.git.createRef({ ...repository.at, ref: 'refs/tags/main', sha: sly });
    await repository.settled();
    const trigger = world().triggers.findLast(({ ref }) => ref === 'refs/tags/main');
    expect(trigger).toMatchObject({ headBranch: 'main', headSha: sly });
    await repository.play('push', sly, { bikes: { mae: 1, rmse: 1 } });
    expect(await ledgerRecords(repository, 'evaluation')).toEqual(before);
    await world()
      .as('maintainer')
      .rest.git.deleteRef({ ...repository.at, ref: 'tags/main' });
  });
});

describe('a ledger that somebody has tampered with', () => {
  it('blocks, and does not look as if there were no baseline', async () => {
    const tampered = await createRepository(world());
    const main = await tampered.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
    await tampered.play('push', main, { bikes: { mae: 40, rmse: 60 } });
    const clone = world().as('acme').rest;
    const { data: tree } = await clone.git.getTree({
      ...tampered.at,
      tree_sha: 'assay/ledger',
      recursive: 'true',
    });
    const entry = tree.tree.find(({ path }) => path.startsWith('evaluation/bikes/'));
    const path = entry?.path ?? '';
    const forged = (await fileAt(tampered, path, 'assay/ledger')).replace('40', '4000');
    await clone.repos.createOrUpdateFileContents({
      ...tampered.at,
      path,
      branch: 'assay/ledger',
      message: 'Make the past worse',
      content: Buffer.from(forged).toString('base64'),
      sha: entry?.sha ?? '',
    });
    const { head } = await tampered.open({
      branch: 'candidate',
      files: parameterChange('bikes', 2),
    });
    await tampered.play('pull_request', head, { bikes: { mae: 59, rmse: 60 } });
    const check = await checkAt(tampered, head);
    expect(check.conclusion).toBe('failure');
    expect(check.text.replaceAll('`', '')).toContain('is not what its name says');
  });
});

describe('a pull request that takes a model out of the configuration', () => {
  it('is not blocked by records that nobody can make, and says what goes', async () => {
    const whole = await fileAt(repository, configPath, 'main');
    const files = { [configPath]: `${whole.slice(0, whole.indexOf('\n  taxis:'))}\n` };
    const { number, head } = await repository.open({ branch: 'no-taxis', files });
    await repository.play('pull_request', head, { bikes: { mae: 39, rmse: 59 } });
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'neutral' });
    const comment = await verdictComment(repository, number);
    expect(comment).toContain('takes taxis out of the configuration');
  });

  it('is blocked by what it puts into an environment, though no model is left to be judged', async () => {
    const whole = await fileAt(repository, configPath, 'main');
    const renamed = whole.replace('\n  bikes:', '\n  cycles:').replace('\n  taxis:', '\n  cabs:');
    const state = stateFile('bikes', 'staging');
    const { head } = await repository.open({
      branch: 'all-renamed',
      files: { [configPath]: renamed, [state]: 'spec:\n  uri: elsewhere\n  digest: none\n' },
    });
    await repository.play('pull_request', head, {});
    const check = await checkAt(repository, head);
    expect(check).toMatchObject({
      conclusion: 'failure',
      title: 'Models are taken out of the configuration',
    });
    expect(check.summary).toContain('asks for no registered version of bikes');
  });
});

describe('a pull request whose model change is taken back', () => {
  it('has a comment that says the same as its check', async () => {
    const { number, head } = await repository.open({
      branch: 'second-thoughts',
      files: parameterChange('bikes', 10),
    });
    await repository.play('pull_request', head, { bikes: { mae: 500, rmse: 600 } });
    expect(await verdictComment(repository, number)).toContain('Not ready to merge');
    const original = await fileAt(repository, 'bikes/params.yaml', 'main');
    const files = { 'bikes/params.yaml': original, 'README.md': 'Only words.\n' };
    const after = await repository.push({ branch: 'second-thoughts', files });
    await repository.settled();
    expect(await checkAt(repository, after)).toMatchObject({ title: 'No model is affected' });
    expect(await verdictComment(repository, number)).toContain('No model is affected');
    expect(await comments(repository, number)).toHaveLength(1);
  });
});
