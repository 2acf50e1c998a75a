import { beforeAll, describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { beginning, configPath, configuration, parameterChange } from './content.ts';
import { checkAt, comments, ledgerRecords, verdictComment } from './look.ts';
import { createRepository, type OpenedPull, type TestRepository } from './repository.ts';
import { type Person, useWorld } from './world.ts';

const clock = createClock();
const world = useWorld(() => clock.now());

const named = configuration().replace(
  '    gate:\n',
  '    gate:\n      waivers: { users: [acme, maintainer] }\n',
);
const worse = { bikes: { mae: 50, rmse: 70 } };

let repository: TestRepository;

beforeAll(async () => {
  repository = await createRepository(world(), { ...beginning, [configPath]: named });
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
});

async function failing(branch: string, alpha: number): Promise<OpenedPull> {
  const pull = await repository.open({ branch, files: parameterChange('bikes', alpha) });
  await repository.play('pull_request', pull.head, worse);
  expect((await checkAt(repository, pull.head)).conclusion).toBe('failure');
  return pull;
}

async function say(number: number, body: string, by: Person = 'acme'): Promise<string> {
  clock.pass();
  const { rest } = world().as(by);
  await rest.issues.createComment({ ...repository.at, issue_number: number, body });
  await repository.settled();
  return (await comments(repository, number)).at(-1) ?? '';
}

const daysAhead = (days: number): string =>
  new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe('a waiver', () => {
  it('by somebody whom the policy names lets the head pass with a warning, until the next push', async () => {
    const { number, head } = await failing('waived', 2);
    const answer = await say(number, '/assay waive metric-gate "The new rows are harder."');
    expect(answer).toContain(`is waived for the commit \`${head.slice(0, 7)}\``);
    expect((await checkAt(repository, head)).conclusion).toBe('neutral');
    expect(await verdictComment(repository, number)).toContain(
      'Waived for this commit by `acme`: The new rows are harder.',
    );
    const files = parameterChange('bikes', 2.5);
    const pushed = await repository.push({ branch: 'waived', files });
    await repository.play('pull_request', pushed, worse);
    expect((await checkAt(repository, pushed)).conclusion).toBe('failure');
  });

  it('is taken back by unwaive, and both are on record', async () => {
    const { number, head } = await failing('taken-back', 3);
    await say(number, '/assay waive metric-gate for bikes reviewed with the team');
    expect((await checkAt(repository, head)).conclusion).toBe('neutral');
    expect(await say(number, '/assay unwaive metric-gate')).toContain('is not waived any more');
    expect((await checkAt(repository, head)).conclusion).toBe('failure');
    const records = await ledgerRecords(repository, 'waiver');
    expect(records.slice(-2)).toMatchObject([
      { action: 'grant', check: 'metric-gate', by: 'acme', reason: 'reviewed with the team', head },
      { action: 'withdraw', check: 'metric-gate', by: 'acme' },
    ]);
    expect(await say(number, '/assay unwaive metric-gate')).toContain('No waiver of');
  });

  it('until a day holds for the model at every head, but not beyond what the policy allows', async () => {
    const { number, head } = await failing('until', 4);
    expect(
      await say(number, `/assay waive metric-gate too long until ${daysAhead(120)}`),
    ).toContain('more than 90 days ahead');
    expect(await say(number, `/assay waive metric-gate past until 2020-01-01`)).toContain(
      'is past',
    );
    expect((await checkAt(repository, head)).conclusion).toBe('failure');
    await say(number, `/assay waive metric-gate seasonal until ${daysAhead(30)}`);
    expect((await checkAt(repository, head)).conclusion).toBe('neutral');
    const pushed = await repository.push({ branch: 'until', files: parameterChange('bikes', 4.5) });
    await repository.play('pull_request', pushed, worse);
    expect((await checkAt(repository, pushed)).conclusion).toBe('neutral');
    await say(number, '/assay unwaive metric-gate');
  });

  it.each([
    ['of the author', '/assay waive metric-gate mine', 'maintainer', 'would not count'],
    ['of somebody else', '/assay waive metric-gate please', 'reader', 'may not waive'],
    ['of a check that always blocks', '/assay waive provenance why not', 'acme', "can't be waived"],
    ['of no check', '/assay waive metrics-gate typo', 'acme', 'There is no check'],
    ['without a reason', '/assay waive metric-gate', 'acme', 'The reason is missing'],
  ] as const)('%s is refused', async (_, body, by, words) => {
    const pull = await failing(`refused-${by}-${words.length}-${body.length}`, 5 + Math.random());
    expect(await say(pull.number, body, by)).toContain(words);
    expect((await checkAt(repository, pull.head)).conclusion).toBe('failure');
  });
});
