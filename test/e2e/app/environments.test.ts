import { beforeAll, describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { stateFile } from './content.ts';
import { ask, filesWith, merge, openPromotion, promotions, report } from './environment.ts';
import { branchHead, comments, fileAt, pullsFrom } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const clock = createClock();
const world = useWorld(() => clock.now());

let repository: TestRepository;

const challenger =
  "challenger: { set: { spec.canary.uri: '{{version.uri}}', spec.canary.share: '{{share}}' }, max_share: 40 }";

beforeAll(async () => {
  const files = filesWith({
    north: 'url: https://north.example/bikes',
    production: challenger,
    south: challenger,
  });
  repository = await createRepository(world(), files);
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) await registerAt(repository, main, version);
});

/** Promotes and merges, and lets time pass. */
async function promoted(version: string, environment: string): Promise<number> {
  await ask(repository, `/assay promote bikes@${version} ${environment}`);
  const { number } = await openPromotion(repository, environment);
  await merge(repository, number);
  clock.pass(3_600);
  return number;
}

const labelsOf = (pull: { readonly labels: readonly { readonly name: string }[] }) =>
  pull.labels.map(({ name }) => name);

describe('a promotion', () => {
  it('is superseded by a newer one, whose description says so; approvals of the old head do not count', async () => {
    await ask(repository, '/assay promote bikes@1.0.0 east');
    const first = await openPromotion(repository, 'east');
    await ask(repository, '/assay promote bikes@1.1.0 east', 'acme');
    const second = await openPromotion(repository, 'east');
    expect(second.number).toBe(first.number);
    expect(second.head.sha).not.toBe(first.head.sha);
    expect(second.body).toContain('takes the place of `v1.0.0`, asked for by `maintainer`');
    expect(second.body).toContain('Asked for by `acme`');
    // Asked for once more it stays with whoever asked first.
    await ask(repository, '/assay promote bikes@1.1.0 east');
    expect(await openPromotion(repository, 'east')).toMatchObject({
      body: second.body,
      head: { sha: second.head.sha },
    });
  });

  it('is mended when the app was killed between the branch and the description', async () => {
    const { number, title, body } = await openPromotion(repository, 'east');
    const { rest } = world().as('acme');
    const old = { title: title.replace('1.1.0', '1.0.0'), body: body.replaceAll('1.1.0', '1.0.0') };
    await rest.pulls.update({ ...repository.at, pull_number: number, ...old });
    await ask(repository, '/assay promote bikes@1.1.0 east', 'acme');
    expect((await openPromotion(repository, 'east')).title).toBe('Promote bikes v1.1.0 to east');
  });

  it('is closed with a comment when the environment has the version by another pull request', async () => {
    const { number, head } = await openPromotion(repository, 'east');
    const file = stateFile('bikes', 'east');
    const files = { [file]: await fileAt(repository, file, head.sha) };
    const byHand = await repository.open({ branch: 'by-hand', files });
    await merge(repository, byHand.number);
    const [closed, ...more] = await pullsFrom(repository, 'assay/promote/bikes/east');
    expect(more).toEqual([]);
    expect(closed).toMatchObject({ number, state: 'closed', merged_at: null });
    const said = (await comments(repository, number)).join('\n');
    expect(said).toContain(
      'another pull request has changed `east`. v1.1.0 is the champion there.',
    );
    await expect(branchHead(repository, 'assay/promote/bikes/east')).rejects.toThrow();
  });

  it('is brought up to date when the environment has another version by another pull request', async () => {
    await ask(repository, '/assay promote bikes@1.2.0 west');
    const before = await openPromotion(repository, 'west');
    const other = await fileAt(repository, stateFile('bikes', 'east'), 'main');
    const byHand = { branch: 'also-by-hand', files: { [stateFile('bikes', 'west')]: other } };
    await merge(repository, (await repository.open(byHand)).number);
    const after = await openPromotion(repository, 'west');
    expect(after.number).toBe(before.number);
    expect(after.body).toContain('in place of `v1.1.0`. Asked for by `maintainer`');
    expect(after.base.sha).not.toBe(before.base.sha);
    const text = await fileAt(repository, stateFile('bikes', 'west'), after.head.sha);
    expect(text).toContain('bikes-1.2.0.tar.gz');
  });

  it('that people have committed to is left as it is when the environment moves', async () => {
    const { number, head } = await openPromotion(repository, 'west');
    const files = { 'NOTES.md': 'By a person.\n' };
    const theirs = await repository.push({ branch: head.ref, files });
    const other = await fileAt(repository, stateFile('bikes', 'west'), head.sha);
    const byHand = { branch: 'by-hand-again', files: { [stateFile('bikes', 'west')]: other } };
    await merge(repository, (await repository.open(byHand)).number);
    expect(await branchHead(repository, head.ref)).toBe(theirs);
    const open = await pullsFrom(repository, head.ref);
    expect(open).toMatchObject([{ number, state: 'open' }]);
  });
});

describe('a rollback', () => {
  it('is urgent, goes to the last healthy version, and says why and for how long that was healthy', async () => {
    await promoted('1.0.0', 'north');
    await report(repository, 'north', 'healthy', clock.now());
    // A little more than is said, since GitHub's times are whole seconds.
    clock.pass(7_230);
    await promoted('1.1.0', 'north');
    await report(repository, 'north', 'unhealthy', clock.now());
    clock.pass(60);
    await promoted('1.2.0', 'north');
    const answer = await ask(repository, '/assay rollback bikes north "errors doubled"');
    expect(answer).toContain('Urgent: roll bikes back to v1.0.0 in north');
    const pull = await openPromotion(repository, 'north');
    expect(labelsOf(pull)).toEqual(['assay:urgent']);
    expect(pull.body).toContain('**Urgent, a rollback.**');
    expect(pull.body).toContain('last version that was healthy there, for 2 h');
    expect(pull.body).toContain(': errors doubled');
    expect(pull.body).toContain('has the shorter path');
  });

  it('supersedes a promotion, and is superseded by one, which is urgent no more', async () => {
    const { number } = await openPromotion(repository, 'north');
    await ask(repository, '/assay promote bikes@1.1.0 north');
    const after = await openPromotion(repository, 'north');
    expect(after).toMatchObject({ number, title: 'Promote bikes v1.1.0 to north' });
    expect(labelsOf(after)).toEqual([]);
    await ask(repository, '/assay rollback bikes north');
    const again = await openPromotion(repository, 'north');
    expect(again).toMatchObject({ number, title: 'Urgent: roll bikes back to v1.0.0 in north' });
    expect(labelsOf(again)).toEqual(['assay:urgent']);
  });

  it('is closed when the environment has moved on meanwhile', async () => {
    const { number } = await openPromotion(repository, 'north');
    const other = await fileAt(repository, stateFile('bikes', 'east'), 'main');
    const files = { [stateFile('bikes', 'north')]: `${other}  # canary: none\n` };
    await merge(repository, (await repository.open({ branch: 'a-fix', files })).number);
    expect((await comments(repository, number)).join('\n').replaceAll('`', '')).toContain(
      'This rollback was to lead away from v1.2.0, and v1.1.0 is there now.',
    );
    expect(await pullsFrom(repository, 'assay/promote/bikes/north')).not.toContainEqual(
      expect.objectContaining({ state: 'open' }),
    );
  });

  it('goes on record as one, with its payload, and with those who approved it', async () => {
    await report(repository, 'north', 'unhealthy', clock.now());
    await ask(repository, '/assay rollback bikes north');
    const { number } = await openPromotion(repository, 'north');
    const review = { ...repository.at, pull_number: number, event: 'APPROVE' } as const;
    await world().as('acme').rest.pulls.createReview(review);
    await world().as('maintainer').rest.pulls.createReview(review);
    clock.pass();
    await merge(repository, number);
    const record = (await promotions(repository, 'north')).at(-1);
    // Whoever asked for it does not approve it.
    expect(record).toMatchObject({
      version: '1.0.0',
      previous: '1.1.0',
      role: 'champion',
      share: null,
      rollback: true,
      requestedBy: 'maintainer',
      approvedBy: ['acme'],
    });
    const { repos } = world().as('reader').rest;
    const which = { ...repository.at, deployment_id: record?.deployment ?? 0 };
    const { data } = await repos.getDeployment(which);
    expect(data.payload).toMatchObject({
      model: 'bikes',
      version: '1.0.0',
      tag: 'bikes@v1.0.0',
      role: 'champion',
      share: null,
    });
    const { data: statuses } = await repos.listDeploymentStatuses(which);
    expect(statuses).toMatchObject([
      { state: 'queued', environment_url: 'https://north.example/bikes' },
    ]);
  });

  it('is refused while the environment is locked', async () => {
    await ask(repository, '/assay lock north a look first');
    expect(await ask(repository, '/assay rollback bikes north')).toContain('north is locked by');
  });
});

describe('a challenger', () => {
  it('is refused where there can be none, or none yet', async () => {
    const to = async (words: string) => ask(repository, `/assay promote bikes@1.1.0 ${words}`);
    expect(await to('east as challenger')).toContain('The environment east of bikes takes no');
    expect(await to('production as challenger 0%')).toContain('no challenger in production');
    expect(await to('production as challenger')).toContain('could be challenged');
    await promoted('1.0.0', 'production');
    expect(await ask(repository, '/assay promote bikes@1.0.0 production as challenger')).toContain(
      'v1.0.0 is the champion of production already',
    );
    expect(await to('production as challenger 41%')).toContain('at most 40% of production');
  });

  it('is put beside the champion with its share, compared with it, and goes on record', async () => {
    await ask(repository, '/assay promote bikes@1.1.0 production as challenger');
    const pull = await openPromotion(repository, 'production');
    expect(pull.title).toBe('Promote bikes v1.1.0 to production as challenger with 10%');
    expect(pull.body).toContain('beside the champion `v1.0.0` of `production`, with 10%');
    expect(pull.body).toContain('**Against the champion `v1.0.0`**');
    const text = await fileAt(repository, stateFile('bikes', 'production'), pull.head.sha);
    expect(text).toMatch(/bikes-1\.0\.0\.tar\.gz[^]*canary:[^]*bikes-1\.1\.0[^]*share: 10\n/);
    await merge(repository, pull.number);
    clock.pass();
    expect((await promotions(repository, 'production')).at(-1)).toMatchObject({
      version: '1.1.0',
      role: 'challenger',
      share: 10,
      previous: null,
      rollback: false,
    });
    // The champion stays what it was.
    expect(await ask(repository, '/assay rollback bikes production')).toContain('Before v1.0.0');
  });

  it('gets another share, and is taken out', async () => {
    await ask(repository, '/assay promote bikes@1.1.0 production as challenger 25%');
    await merge(repository, (await openPromotion(repository, 'production')).number);
    clock.pass();
    await ask(repository, '/assay promote bikes@1.1.0 production as challenger 0%');
    const pull = await openPromotion(repository, 'production');
    expect(pull.title).toBe('End the challenge of bikes v1.1.0 in production');
    await merge(repository, pull.number);
    clock.pass();
    expect((await promotions(repository, 'production')).slice(-2)).toMatchObject([
      { version: '1.1.0', role: 'challenger', share: 25, previous: '1.1.0' },
      { version: '1.1.0', role: 'challenger', share: 0, previous: '1.1.0' },
    ]);
  });

  it('takes the environment over as champion, which ends its challenge', async () => {
    await ask(repository, '/assay promote bikes@1.1.0 production as challenger 5');
    await merge(repository, (await openPromotion(repository, 'production')).number);
    clock.pass();
    await ask(repository, '/assay promote bikes@1.1.0 production');
    const pull = await openPromotion(repository, 'production');
    expect(pull.body).toContain('also ends the challenge of `v1.1.0`');
    await merge(repository, pull.number);
    const text = await fileAt(repository, stateFile('bikes', 'production'), 'main');
    expect(text).toMatch(/bikes-1\.1\.0\.tar\.gz[^]*share: 0\n/);
    const records = await promotions(repository, 'production');
    expect(records.at(-1)).toMatchObject({ version: '1.1.0', role: 'champion', previous: '1.0.0' });
    expect(records).toHaveLength(6);
  });
});
