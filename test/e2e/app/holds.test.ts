import { beforeAll, describe, expect, it } from 'vitest';
import { jobsOf } from '../../../app/deliveries.ts';
import type { Job, Task } from '../../../app/jobs/job.ts';
import { createClock } from './clock.ts';
import { deliveriesOf } from './deliveries.ts';
import { checkAt, comments, ledgerRecords, pullsFrom } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';
import type { HoldRecord } from '../../../schemas/types.ts';

const clock = createClock();
const world = useWorld(() => clock.now());

let repository: TestRepository;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  for (const version of ['1.0.0', '1.1.0']) await registerAt(repository, main, version);
});

/** Comments on a new issue, and gives the answer. */
async function say(body: string): Promise<string> {
  clock.pass();
  const { rest } = world().as('maintainer');
  const { data } = await rest.issues.create({ ...repository.at, title: 'A wish' });
  await rest.issues.createComment({ ...repository.at, issue_number: data.number, body });
  await repository.settled();
  return (await comments(repository, data.number)).join('\n---\n').replaceAll('`', '');
}

/** The job of the comment that was written last. */
async function jobOfNewestComment(): Promise<Job> {
  const sent = await deliveriesOf(world(), repository.at);
  const comments = sent.filter(({ event }) => event === 'issue_comment');
  const job = comments
    .flatMap(
      ({ body }) =>
        jobsOf({ id: 'x', event: 'issue_comment', payload: JSON.parse(body) as unknown }).jobs,
    )
    .at(-1);
  if (job === undefined) throw new Error('No comment was sent.');
  return job;
}

async function promotionTo(environment: string) {
  const pulls = await pullsFrom(repository, `assay/promote/bikes/${environment}`);
  const open = pulls.find(({ state }) => state === 'open');
  if (open === undefined) throw new Error('No promotion is open.');
  return open;
}

async function merge(environment: string): Promise<void> {
  const { number } = await promotionTo(environment);
  await world()
    .as('maintainer')
    .rest.pulls.merge({ ...repository.at, pull_number: number });
  await repository.settled();
}

describe('a locked environment', () => {
  it('takes no promotion until it is unlocked, and fails the check of one that is open', async () => {
    await say('/assay promote bikes@1.0.0 staging');
    const { head } = await promotionTo('staging');
    expect(await checkAt(repository, head.sha)).toMatchObject({ conclusion: 'success' });
    expect(await say('/assay lock staging over the holidays')).toContain(
      'The environment staging is locked by maintainer since',
    );
    expect(await checkAt(repository, head.sha)).toMatchObject({
      conclusion: 'failure',
      title: expect.stringContaining('over the holidays'),
    });
    expect(await say('/assay promote bikes staging')).toMatch(
      /Nothing was done\. The environment staging is locked.*holidays\. It ends with \/assay unlock staging/,
    );
    expect(await say('/assay lock staging')).toContain(
      'Nothing was done. The environment staging is locked',
    );
    expect(await say('/assay status')).toContain('The environment staging is locked by maintainer');
    expect(await say('/assay unlock staging')).toContain('The environment staging is unlocked.');
    expect(await checkAt(repository, head.sha)).toMatchObject({ conclusion: 'success' });
    expect(await say('/assay unlock staging')).toContain('The environment staging is not locked.');
    await say('/assay lock staging\n/assay unlock staging');
    expect(await checkAt(repository, head.sha)).toMatchObject({ conclusion: 'success' });
    // Paths know the time to the second, and two were said in one.
    const said = (await ledgerRecords(repository, 'hold')) as readonly Readonly<HoldRecord>[];
    const sorted = said.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
    expect(sorted).toMatchObject([
      { state: 'held', by: 'maintainer', reason: 'over the holidays' },
      { state: 'released', by: 'maintainer', reason: null },
      { state: 'held', reason: null },
      { state: 'released' },
    ]);
  });

  it('must be one that there is', async () => {
    expect(await say('/assay lock stagin')).toContain('did you mean staging?');
    expect(await say('/assay unlock stagin')).toContain('did you mean staging?');
  });

  it('is as the last line says where one comment unlocks and locks it', async () => {
    await say('/assay lock east\n/assay unlock east\n/assay lock east once more');
    expect(await say('/assay status')).toContain('The environment east is locked by maintainer');
    expect(await say('/assay unlock east\n/assay lock east\n/assay unlock east')).not.toContain(
      'Nothing was done',
    );
    expect(await say('/assay status')).not.toContain('The environment east');
  });
});

describe('a comment whose job is done a second time', () => {
  it('leaves one record and one answer, also where another comment came between', async () => {
    const before = (await ledgerRecords(repository, 'hold')).length;
    const said = await say('/assay lock west for good\n/assay status');
    const job = await jobOfNewestComment();
    const again = async (id: string): Promise<void> => {
      await world().app.inbox.put([{ ...job, id }]);
      await repository.settled();
    };
    await again('a second time');
    expect((await ledgerRecords(repository, 'hold')).length).toBe(before + 1);
    const { comment } = job.task as Extract<Task, { kind: 'obey-command' }>;
    expect(await comments(repository, comment.issue)).toHaveLength(1);
    expect(said).toContain('The environment west is locked by maintainer since');
    await say('/assay unlock west');
    await again('a third time');
    expect(await comments(repository, comment.issue)).toHaveLength(1);
    expect((await comments(repository, comment.issue)).join()).toContain(
      'A later comment decides.',
    );
    expect(await say('/assay status')).not.toContain('The environment west');
  });
});

describe('a paused model', () => {
  it('is not trained again until it is resumed', async () => {
    expect(await say('/assay pause retrain bikes the sensor is off')).toContain(
      'Retraining of bikes is paused',
    );
    expect(await say('/assay retrain bikes')).toMatch(
      /Nothing was done\. Retraining of bikes is paused.*sensor is off\. It ends with \/assay resume retrain bikes/,
    );
    expect(await say('/assay status bikes')).toContain('Retraining of bikes is paused');
    expect(await say('/assay resume retrain bikes')).toContain('Retraining of bikes goes on');
    expect(await say('/assay retrain bikes')).toContain('There is no drift record of bikes');
  });
});

describe('rollback', () => {
  it('goes back to what was there before, and further when it is asked for again', async () => {
    expect(await say('/assay rollback bikes north')).toContain('Nothing was promoted to north yet');
    for (const version of ['1.0.0', '1.1.0']) {
      await say(`/assay promote bikes@${version} north`);
      await merge('north');
      clock.pass();
    }
    expect(await say('/assay rollback bikes north')).toMatch(
      /Opened .*Urgent: roll bikes back to v1\.0\.0 in north/,
    );
    await merge('north');
    expect(await say('/assay rollback bikes north')).toContain(
      'Before v1.0.0 no version of bikes is known',
    );
  });
});
