import { beforeAll, describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { command } from './command.ts';
import { healthComment, promoted, proposed, report, reportsOf } from './deployed.ts';
import { checkAt } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const clock = createClock();
const world = useWorld(() => clock.now());

let repository: TestRepository;

// Each test promotes to an environment of its own.
beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  for (const version of ['1.0.0', '1.1.0']) await registerAt(repository, main, version);
});

describe('a report on the deployment of a promotion', () => {
  it('goes on record once, with who made it and when, and says nothing while it says nothing of health', async () => {
    const { pull, deployment } = await promoted(repository, 'bikes@1.0.0', 'staging');
    await report(repository, deployment, 'in_progress');
    await repository.settled();
    expect(await reportsOf(repository, deployment)).toEqual([]);
    const status = await report(repository, deployment, 'success', {
      description: 'All pods run.',
      log_url: 'https://ci.example.org/1',
    });
    await repository.settled();
    const expected = {
      model: 'bikes',
      version: '1.0.0',
      environment: 'staging',
      role: 'champion',
      deployment,
      status,
      health: 'healthy',
      description: 'All pods run.',
      url: 'https://ci.example.org/1',
      reportedBy: 'maintainer',
    };
    expect(await reportsOf(repository, deployment)).toMatchObject([expected]);
    expect(await healthComment(repository, pull, deployment)).toBeNull();
  });

  it('is told on the pull request when it is bad, with the way back, and again in the same comment when it is good', async () => {
    const before = await promoted(repository, 'bikes@1.0.0', 'production');
    await report(repository, before.deployment, 'success');
    await repository.settled();
    clock.pass();
    const { pull, deployment } = await promoted(repository, 'bikes@1.1.0', 'production');
    clock.pass();
    await report(repository, deployment, 'failure', {
      description: 'It answers <b>500</b>, ask @acme',
      log_url: 'https://ci.example.org/2',
    });
    await repository.settled();
    const bad = (await healthComment(repository, pull, deployment)) ?? '';
    expect(bad).toContain('`bikes@v1.1.0` in `production` is reported as **unhealthy**');
    expect(bad).toContain('`<b>500</b>`, ask `@acme`');
    expect(bad).toContain('(https://ci.example.org/2)');
    expect(bad).toContain('To go back to `v1.0.0`');
    expect(bad).toContain('`/assay rollback bikes production`');
    expect(await command(repository, '/assay status bikes')).toMatch(/v1\.1\.0 \d+ s \u274c/);
    expect(await healthComment(repository, before.pull, before.deployment)).toBeNull();
    clock.pass();
    await report(repository, deployment, 'success');
    await repository.settled();
    const good = (await healthComment(repository, pull, deployment)) ?? '';
    expect(good).toContain('is reported as **healthy** again');
    expect(good).not.toContain('rollback');
    expect(await command(repository, '/assay status bikes')).toMatch(/v1\.1\.0 \d+ s \u2705/);
    expect(await reportsOf(repository, deployment)).toMatchObject([
      { health: 'unhealthy' },
      { health: 'healthy' },
    ]);
  });

  it('says nothing of health when the version could not be deployed, and tells people that', async () => {
    const { pull, deployment } = await promoted(repository, 'bikes@1.0.0', 'south');
    const description = 'The registry does not answer, ask @acme';
    await report(repository, deployment, 'error', { description });
    await repository.settled();
    expect(await reportsOf(repository, deployment)).toEqual([]);
    const told = (await healthComment(repository, pull, deployment)) ?? '';
    expect(told).toContain('`bikes@v1.0.0` in `south` **could not be deployed**');
    expect(told).toContain('ask `@acme`');
    clock.pass();
    await report(repository, deployment, 'success');
    await repository.settled();
    const after = (await healthComment(repository, pull, deployment)) ?? '';
    expect(after).toContain('is reported as **healthy**');
    // What is known of it is not forgotten because a later job found nothing out.
    await report(repository, deployment, 'error', { description });
    await repository.settled();
    expect(await healthComment(repository, pull, deployment)).toBe(after);
  });

  it('tells nobody of a version that has left the environment', async () => {
    const old = await promoted(repository, 'bikes@1.0.0', 'north');
    clock.pass();
    await promoted(repository, 'bikes@1.1.0', 'north');
    clock.pass();
    await report(repository, old.deployment, 'failure', { description: 'Gone.' });
    await repository.settled();
    expect(await reportsOf(repository, old.deployment)).toMatchObject([{ health: 'unhealthy' }]);
    expect(await healthComment(repository, old.pull, old.deployment)).toBeNull();
  });
});

describe('a deployment that no promotion made', () => {
  it.each([
    ['has a payload that claims to be one of ours', 'bikes'],
    ['is of a model that nobody knows', 'trains'],
  ])('is not recorded when it %s', async (_, model) => {
    const { repos } = world().as('maintainer').rest;
    const digest = `sha256:${'a'.repeat(64)}`;
    const payload = { model, version: '9.9.9', digest, uri: 'https://example.org/model' };
    const { data } = await repos.createDeployment({
      ...repository.at,
      ref: 'main',
      environment: 'west',
      payload,
      auto_merge: false,
      required_contexts: [],
    });
    const id = 'id' in data ? data.id : 0;
    await report(repository, id, 'success');
    await repository.settled();
    expect(await reportsOf(repository, id)).toEqual([]);
    expect(world().warnings.join('\n')).toContain(
      `The deployment ${id} of ${model} v9.9.9 was made by no promotion on record, but by maintainer`,
    );
  });

  it('costs no call to GitHub when it is not about a model', async () => {
    const { repos } = world().as('maintainer').rest;
    const { data } = await repos.createDeployment({
      ...repository.at,
      ref: 'main',
      environment: 'preview',
      payload: { web: true },
      auto_merge: false,
      required_contexts: [],
    });
    await repository.settled();
    const asked = () => world().github.calls.filter(({ actor }) => actor === 'app:assay').length;
    const before = asked();
    await report(repository, 'id' in data ? data.id : 0, 'success');
    await repository.settled();
    expect(asked()).toBe(before);
  });
});

describe('an open promotion', () => {
  it('is judged again when the health of its model is reported', async () => {
    const { deployment } = await promoted(repository, 'bikes@1.0.0', 'west');
    const open = await proposed(repository, 'bikes@1.1.0', 'west');
    const before = await checkAt(repository, open.head.sha);
    expect(before.conclusion).toBe('success');
    // What it asks for is gone by now; nobody has looked since.
    const { repos } = world().as('acme').rest;
    const tag = 'bikes@v1.1.0';
    const release = await repos.getReleaseByTag({ ...repository.at, tag });
    await repos.deleteRelease({ ...repository.at, release_id: release.data.id });
    await repository.settled();
    await report(repository, deployment, 'success');
    await repository.settled();
    expect((await checkAt(repository, open.head.sha)).conclusion).toBe('failure');
  });
});
