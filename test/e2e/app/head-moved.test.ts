import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandNames, specOf } from '../../../core/command/grammar.ts';
import { createClock } from './clock.ts';
import { beginning, configPath, configuration, parameterChange } from './content.ts';
import { deliveriesOf, redeliver } from './deliveries.ts';
import { comments, ledgerRecords, ledgerTree } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const clock = createClock();
const world = useWorld(() => clock.now());

const moved = 'branch of this pull request was pushed to after the comment was written';

/** Every command that holds only for the head that its author saw. */
const bound = [
  '/assay waive metric-gate for bikes reviewed',
  '/assay promote bikes staging',
  '/assay rollback bikes staging',
  '/assay retrain bikes',
  '/assay resume retrain bikes',
  '/assay unlock staging',
];

let repository: TestRepository;

beforeAll(async () => {
  const waivers = '    gate:\n      waivers: { users: [acme] }\n';
  const config = configuration().replace('    gate:\n', waivers);
  repository = await createRepository(world(), { ...beginning, [configPath]: config });
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await registerAt(repository, main, '1.0.0');
});

async function comment(number: number, body: string): Promise<void> {
  const { rest } = world().as('acme');
  await rest.issues.createComment({ ...repository.at, issue_number: number, body });
}

async function branches(): Promise<readonly string[]> {
  const { data } = await world().as('reader').rest.repos.listBranches(repository.at);
  return data.map(({ name }) => name).filter((name) => name.startsWith('assay/'));
}

describe('a push between the comment and its being read', () => {
  it('makes each command that acts on the head be refused, and nothing is done', async () => {
    const words = bound.map((line) => line.split(' ')[1]);
    expect(new Set(words)).toEqual(new Set(commandNames.filter((name) => specOf(name).bound)));
    const files = parameterChange('bikes', 0.4);
    const { number } = await repository.open({ branch: 'moving', files });
    await repository.settled();
    const before = { ledger: await ledgerTree(repository), branches: await branches() };
    clock.pass();
    world().github.addFault({ kind: 'drop-delivery', event: 'issue_comment', times: 1 });
    await comment(number, bound.join('\n'));
    await repository.settled();
    clock.pass();
    await repository.push({ branch: 'moving', files: parameterChange('bikes', 0.5) });
    const sent = await deliveriesOf(world(), repository.at);
    const dropped = sent.find(({ event, statusCode }) => {
      return event === 'issue_comment' && statusCode === 0;
    });
    if (dropped === undefined) throw new Error('No delivery was dropped.');
    await redeliver(world(), [dropped]);
    await repository.settled();
    const answer = (await comments(repository, number)).join();
    expect(answer.split(moved)).toHaveLength(bound.length + 1);
    expect({ ledger: await ledgerTree(repository), branches: await branches() }).toEqual(before);
  });
});

describe('a push between the question who may and the record of a waiver', () => {
  it('makes the waiver be refused, since its author has not seen the new head', async () => {
    const files = parameterChange('bikes', 0.6);
    const { number } = await repository.open({ branch: 'racing', files });
    await repository.settled();
    clock.pass();
    const match = new RegExp(`^GET .*/pulls/${number}$`);
    // The head is read first to see whether it moved, and then for the waiver.
    world().github.addFault({ kind: 'delay', match, milliseconds: 0, times: 1 });
    world().github.addFault({ kind: 'delay', match, milliseconds: 2_000, times: 1 });
    await comment(number, '/assay waive metric-gate for bikes reviewed');
    await sleep(700);
    clock.pass();
    await repository.push({ branch: 'racing', files: parameterChange('bikes', 0.7) });
    await repository.settled();
    world().github.clearFaults();
    expect((await comments(repository, number)).join()).toContain(moved);
    expect(await ledgerRecords(repository, 'waiver')).toEqual([]);
  });
});
