import { beforeAll, describe, expect, it } from 'vitest';
import type { VersionRecord } from '../../../schemas/types.ts';
import { newestDeployment, promoted, proposed, report, reportsOf } from './deployed.ts';
import { ledgerRecords } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();

let repository: TestRepository;
let version: Readonly<VersionRecord>;

// Each test promotes to an environment of its own.
beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  version = await registerAt(repository, main, '1.0.0');
});

/** Reports while no delivery arrives. */
async function unheard(work: () => Promise<unknown>): Promise<void> {
  world().github.addFault({ kind: 'random-delivery', seed: 1, share: { drop: 1 } });
  await work();
  await world().github.admin.deliveriesSettled();
  world().github.clearFaults();
}

describe('a report on the deployment of a promotion', () => {
  it('is on record once, however often it is heard of and looked for', async () => {
    const { deployment } = await promoted(repository, 'bikes@1.0.0', 'staging');
    await report(repository, deployment, 'success');
    await repository.settled();
    expect(await reportsOf(repository, deployment)).toHaveLength(1);
    await world().app.catchUp();
    await repository.settled();
    await world().app.catchUp();
    await repository.settled();
    expect(await reportsOf(repository, deployment)).toHaveLength(1);
  });

  it('is found with the next one when its delivery was lost, and by upkeep when none follows', async () => {
    const { deployment } = await promoted(repository, 'bikes@1.0.0', 'south');
    await unheard(() => report(repository, deployment, 'failure'));
    await report(repository, deployment, 'success');
    await repository.settled();
    expect(await reportsOf(repository, deployment)).toMatchObject([
      { health: 'unhealthy' },
      { health: 'healthy' },
    ]);
    await unheard(async () => {
      await report(repository, deployment, 'failure');
      // Asked for again, and lost again.
      await world().app.catchUp();
      await repository.settled();
    });
    expect(await reportsOf(repository, deployment)).toHaveLength(3);
  });

  it('is recorded after the promotion when it comes before that is on record', async () => {
    const { number } = await proposed(repository, 'bikes@1.0.0', 'east');
    // The merge is done and nobody hears of it; the deployment is made by the app's own hand, as a killed job leaves it.
    const { rest } = world().as('maintainer');
    await unheard(() => rest.pulls.merge({ ...repository.at, pull_number: number }));
    const { data: pull } = await rest.pulls.get({ ...repository.at, pull_number: number });
    const made = await rest.repos.createDeployment({
      ...repository.at,
      ref: pull.merge_commit_sha ?? '',
      environment: 'east',
      payload: {
        model: 'bikes',
        version: '1.0.0',
        digest: version.package.digest,
        uri: version.package.uri,
        tag: version.tag,
        role: 'champion',
        share: null,
      },
      auto_merge: false,
      required_contexts: [],
    });
    expect(made.status).toBe(201);
    const early = await newestDeployment(repository, 'east');
    await report(repository, early, 'success');
    await repository.settled();
    expect(await reportsOf(repository, early)).toEqual([]);
    await world().app.catchUp();
    await repository.settled();
    const promotions = (await ledgerRecords(repository, 'promotion')) as readonly {
      readonly environment: string;
      readonly deployment: number;
    }[];
    const recorded = promotions.find(({ environment }) => environment === 'east')?.deployment;
    expect(recorded).toBe(early);
    expect(await reportsOf(repository, early)).toMatchObject([{ health: 'healthy' }]);
  });
});
