import { beforeAll, describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { parameterChange } from './content.ts';
import { deliveriesOf, post, redeliver } from './deliveries.ts';
import { comments, pullsFrom } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { type Person, useWorld } from './world.ts';

const clock = createClock();
const world = useWorld(() => clock.now());
const branch = 'assay/promote/bikes/staging';

let repository: TestRepository;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await registerAt(repository, main, '1.0.0');
});

/** Opens an issue, on which a command is tied to no head. */
async function issue(): Promise<number> {
  const { data } = await world()
    .as('reader')
    .rest.issues.create({ ...repository.at, title: 'A question' });
  return data.number;
}

/** Comments, and gives the app's answers on that issue. */
async function say(body: string, by: Person = 'maintainer', on?: number): Promise<string> {
  const number = on ?? (await issue());
  const { rest } = world().as(by);
  await rest.issues.createComment({ ...repository.at, issue_number: number, body });
  await repository.settled();
  return (await comments(repository, number)).join('\n---\n');
}

/** Nothing was promoted and nothing is proposed. */
async function expectNoAction(): Promise<void> {
  expect(await pullsFrom(repository, branch)).toEqual([]);
  const { data } = await world().as('reader').rest.repos.listBranches(repository.at);
  expect(data.filter(({ name }) => name.startsWith('assay/promote'))).toEqual([]);
}

describe('a command', () => {
  it('is not obeyed when its delivery is sent again after days, when nobody knows it any more', async () => {
    const number = await issue();
    world().github.addFault({ kind: 'drop-delivery', event: 'issue_comment', times: 1 });
    await say('/assay status', 'maintainer', number);
    const sent = await deliveriesOf(world(), repository.at);
    const dropped = sent.find(({ event, statusCode }) => {
      return event === 'issue_comment' && statusCode === 0;
    });
    const { body = '' } = dropped ?? {};
    const days = new Date(Date.now() - 4.1 * 24 * 3_600_000).toISOString();
    const aged = body.replace(
      /("comment":\{.*?"created_at":)"[^"]+"/,
      (_all, before: string) => `${before}"${days}"`,
    );
    expect(aged).toContain(days);
    expect(await post(world(), aged, { event: 'issue_comment' })).toBe(202);
    await repository.settled();
    expect(await comments(repository, number)).toEqual([]);
    expect(await post(world(), body, { event: 'issue_comment' })).toBe(202);
  });

  it('help is answered for everybody, with each command and who may', async () => {
    const answer = await say('/assay help', 'reader');
    for (const name of ['help', 'status', 'promote', 'retrain']) {
      expect(answer).toContain(`/assay ${name}`);
    }
    expect(answer).toContain('people who may push');
  });

  it('without a name is answered as help', async () => {
    expect(await say('/assay', 'reader')).toContain('Write one of these');
  });

  it('status is answered for everybody, with the newest version of each model', async () => {
    const answer = await say('/assay status', 'reader');
    expect(answer).toContain('| `bikes` | `v1.0.0` |');
    expect(answer).toContain('| `taxis` | — |');
  });

  it('that is unknown is answered with the nearest', async () => {
    expect(await say('/assay promot bikes staging')).toContain('Did you mean `/assay promote`?');
    await expectNoAction();
  });

  it.each([
    ['/assay promote', 'The model is missing.'],
    ['/assay promote bikes', 'The environment is missing.'],
    ['/assay promote bikes staging now', '"now" (word 4) is one word too many.'],
    ['/assay promote bikes@ staging', '"bikes@" (word 2) is not model@version'],
    ['/assay promote @1.0.0 staging', '"@1.0.0" (word 2) is not model@version'],
    ['/assay retrain', 'The model is missing.'],
  ])('%s is answered with how it is written', async (body, words) => {
    const answer = (await say(body)).replaceAll('`', '');
    expect(answer).toContain(words);
    expect(answer).toContain('Write it as /assay');
    await expectNoAction();
  });

  it.each([
    ['an unknown model', '/assay promote bike staging', /bike\b.*bikes/],
    ['an unknown environment', '/assay promote bikes stagin', /no environment stagin.*staging/],
    ['an unknown version', '/assay promote bikes@9.9.9 staging', /no version 9\.9\.9.*1\.0\.0/],
    ['a model without versions', '/assay promote taxis staging', /No version of taxis/],
    ['a name from every object', '/assay promote bikes constructor', /no environment constructor/],
    ['a path as the model', '/assay promote ../../bikes staging', /Nothing was done/],
  ])('that names %s is answered with what there is', async (_, body, words) => {
    const answer = (await say(body)).replaceAll('`', '');
    expect(answer).toContain('Nothing was done.');
    expect(answer).toMatch(words);
    await expectNoAction();
  });

  it('retrain is answered when there is no report of drift yet', async () => {
    expect(await say('/assay retrain bikes')).toContain(
      'There is no drift record of bikes with a window yet, and `models.bikes.retrain.set` needs one: run its monitor first',
    );
    expect(await pullsFrom(repository, 'assay/retrain/bikes')).toEqual([]);
  });

  it('that acts is answered and not done for a person who may only read', async () => {
    const answer = await say('/assay promote bikes staging', 'reader');
    expect(answer).toContain(
      '`reader` may not use `/assay promote`, which is for people who may push',
    );
    await expectNoAction();
  });

  it('is not run from a comment that was edited into one', async () => {
    const number = await issue();
    const { rest } = world().as('maintainer');
    const at = { ...repository.at };
    const { data } = await rest.issues.createComment({
      ...at,
      issue_number: number,
      body: 'Nothing yet.',
    });
    const body = '/assay promote bikes staging';
    await rest.issues.updateComment({ ...at, comment_id: data.id, body });
    await repository.settled();
    expect(await comments(repository, number)).toEqual([]);
    await expectNoAction();
  });

  it('is not run from a comment of a bot', async () => {
    const number = await issue();
    const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'By a bot.\n' } });
    const { github } = world();
    const run = repository.begin('push', main);
    const job = github.actions.createJob(run.id, 'talk');
    const { token } = github.actions.jobTokens(job.id, { issues: 'write' });
    const path = `/repos/${repository.name}/issues/${number}/comments`;
    const response = await fetch(`${github.apiUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body: '/assay promote bikes staging' }),
    });
    expect(response.status).toBe(201);
    const sent = await deliveriesOf(world(), repository.at);
    const heard = sent.findLast(({ event }) => event === 'issue_comment');
    expect(heard?.body).toContain('"login":"github-actions[bot]"');
    expect(heard?.statusCode).toBe(202);
    await repository.settled();
    expect(await comments(repository, number)).toEqual([]);
    await expectNoAction();
  });

  it('in a quotation or in a block of code is none', async () => {
    const quoted = '> /assay promote bikes staging\n\n```\n/assay promote bikes staging\n```\n';
    expect(await say(quoted)).toBe('');
    await expectNoAction();
  });

  it('is refused when the head was pushed to after the comment', async () => {
    const files = parameterChange('bikes', 0.4);
    const pull = await repository.open({ branch: 'moving', files });
    clock.pass();
    world().github.addFault({ kind: 'drop-delivery', event: 'issue_comment', times: 1 });
    await say('/assay promote bikes staging', 'maintainer', pull.number);
    clock.pass();
    await repository.push({ branch: 'moving', files: parameterChange('bikes', 0.5) });
    const sent = await deliveriesOf(world(), repository.at);
    const dropped = sent.findLast(({ event, statusCode }) => {
      return event === 'issue_comment' && statusCode === 0;
    });
    if (dropped === undefined) throw new Error('No delivery was dropped.');
    await redeliver(world(), [dropped]);
    expect((await comments(repository, pull.number)).join()).toContain(
      'branch of this pull request was pushed to after the comment was written',
    );
    await expectNoAction();
  });

  it('is refused when a commit with an old date was pushed after the comment', async () => {
    const files = parameterChange('bikes', 0.6);
    const pull = await repository.open({ branch: 'backdated', files });
    clock.pass();
    world().github.addFault({ kind: 'delay', match: /\/permission$/, milliseconds: 700, times: 1 });
    const { rest } = world().as('maintainer');
    const body = '/assay promote bikes staging';
    await rest.issues.createComment({ ...repository.at, issue_number: pull.number, body });
    clock.pass();
    // The commit's own date is the machine's, which lies before the comment.
    await repository.push({ branch: 'backdated', files: parameterChange('bikes', 0.7) });
    await repository.settled();
    expect((await comments(repository, pull.number)).join()).toContain('was pushed to after');
    await expectNoAction();
  });

  it('is run on a pull request whose head has not moved', async () => {
    const files = parameterChange('bikes', 0.8);
    const pull = await repository.open({ branch: 'resting', files });
    clock.pass();
    const answer = await say('/assay promote bikes staging', 'maintainer', pull.number);
    expect(answer).toContain('Opened');
    expect(await pullsFrom(repository, branch)).toHaveLength(1);
  });
});
