import { beforeAll, describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { healthComment, promoted, proposed, report, reportsOf } from './deployed.ts';
import { ask, filesWith, merge, openPromotion, promotions } from './environment.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const clock = createClock();
const world = useWorld(() => clock.now());

let repository: TestRepository;

// Each test promotes to an environment of its own.
beforeAll(async () => {
  const challenger =
    "challenger: { set: { spec.canary.uri: '{{version.uri}}', spec.canary.share: '{{share}}' } }";
  repository = await createRepository(
    world(),
    filesWith({ production: challenger }, '{ type: releases, stage_tags: true }'),
  );
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  for (const version of ['1.0.0', '1.1.0']) await registerAt(repository, main, version);
});

/** Merges while no delivery arrives: the app hears of it only when it looks for what it has missed. */
async function mergeUnheard(number: number): Promise<void> {
  world().github.addFault({ kind: 'random-delivery', seed: 1, share: { drop: 1 } });
  const { rest } = world().as('maintainer');
  await rest.pulls.merge({ ...repository.at, pull_number: number });
  await world().github.admin.deliveriesSettled();
  world().github.clearFaults();
  clock.pass();
}

async function deployments(environment: string) {
  const { repos } = world().as('reader').rest;
  const { data } = await repos.listDeployments({ ...repository.at, environment });
  return data.map(({ id, payload }) => ({ id, ...(payload as { readonly version: string }) }));
}

async function catchUp(): Promise<void> {
  await world().app.catchUp();
  await repository.settled();
}

describe('a merge that is recorded late', () => {
  it('deploys nothing and tags nothing where something newer is asked for', async () => {
    await mergeUnheard((await proposed(repository, 'bikes@1.0.0', 'staging')).number);
    const newer = await promoted(repository, 'bikes@1.1.0', 'staging');
    await catchUp();
    expect((await promotions(repository, 'staging')).toSorted(byVersion)).toMatchObject([
      { version: '1.0.0', deployment: null },
      { version: '1.1.0', deployment: newer.deployment },
    ]);
    expect(await deployments('staging')).toMatchObject([{ version: '1.1.0' }]);
    const { git } = world().as('reader').rest;
    const tags = await git.listMatchingRefs({ ...repository.at, ref: 'tags/bikes#staging' });
    expect(tags.data).toHaveLength(1);
    expect(world().warnings.join('\n')).toContain(
      'staging asks for something else than bikes@v1.0.0 by now',
    );
  });

  it('deploys nothing for a challenger that is gone again', async () => {
    await promoted(repository, 'bikes@1.0.0', 'production');
    clock.pass();
    await ask(repository, '/assay promote bikes@1.1.0 production as challenger 10%');
    await mergeUnheard((await openPromotion(repository, 'production')).number);
    await ask(repository, '/assay promote bikes@1.1.0 production as challenger 0%');
    await merge(repository, (await openPromotion(repository, 'production')).number);
    await catchUp();
    const late = (await promotions(repository, 'production')).find(({ share }) => share === 10);
    expect(late).toMatchObject({ version: '1.1.0', role: 'challenger', deployment: null });
    expect(await deployments('production')).toMatchObject([{ share: 0 }, { version: '1.0.0' }]);
  });

  it('is deployed where nothing newer is asked for', async () => {
    await mergeUnheard((await proposed(repository, 'bikes@1.0.0', 'north')).number);
    await catchUp();
    const [made] = await deployments('north');
    expect(await promotions(repository, 'north')).toMatchObject([{ deployment: made?.id }]);
  });
});

describe('a challenger that is to go', () => {
  it('is told of when it could not be taken out, and when it was after all', async () => {
    await ask(repository, '/assay promote bikes@1.1.0 production as challenger 20%');
    await merge(repository, (await openPromotion(repository, 'production')).number);
    clock.pass();
    await ask(repository, '/assay promote bikes@1.1.0 production as challenger 0%');
    const { number } = await openPromotion(repository, 'production');
    await merge(repository, number);
    const [made] = await deployments('production');
    await report(repository, made?.id ?? 0, 'failure', { description: 'No such folder.' });
    await repository.settled();
    const told = async () => (await healthComment(repository, number, made?.id ?? 0)) ?? '';
    expect(await told()).toContain('The challenger `bikes@v1.1.0` in `production` **could not be');
    await report(repository, made?.id ?? 0, 'success');
    await repository.settled();
    expect(await told()).toContain('is reported as taken out');
    expect(await reportsOf(repository, made?.id ?? 0)).toEqual([]);
  });
});

describe('what is reported before the promotion is on record', () => {
  it('goes on record with it, without anybody looking for what was missed', async () => {
    const { number } = await proposed(repository, 'bikes@1.0.0', 'south');
    const { rest } = world().as('maintainer');
    await rest.pulls.merge({ ...repository.at, pull_number: number });
    let made = 0;
    // The deployer is faster than the app.
    for (let looks = 0; made === 0 && looks < 2_000; looks += 1) {
      made = (await deployments('south'))[0]?.id ?? 0;
    }
    await report(repository, made, 'success');
    await repository.settled();
    expect(await reportsOf(repository, made)).toMatchObject([{ health: 'healthy' }]);
  });
});

function byVersion(a: { readonly version: string }, b: { readonly version: string }): number {
  return a.version.localeCompare(b.version);
}
