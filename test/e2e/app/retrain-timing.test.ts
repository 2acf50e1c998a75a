import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { command } from './command.ts';
import { branchHead, comments, fileAt } from './look.ts';
import {
  closeByHand,
  day,
  ofSize,
  reportDay,
  repositoryWith,
  retrainings,
} from './retrain-world.ts';
import { useWorld } from './world.ts';

const clock = createClock();
const world = useWorld(() => clock.now());
const daySeconds = 24 * 60 * 60;

describe('drift, window after window', () => {
  it('opens a retraining when it lasts, says meanwhile why not, and updates it later', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 2']);
    await reportDay(world(), repository, 1, 'drift');
    expect(await retrainings(repository)).toEqual([]);
    expect(world().warnings.join('\n')).toContain('in 1 of 2 windows in a row');
    expect(await command(repository, '/assay status')).toContain('in 1 of 2 windows in a row');
    await reportDay(world(), repository, 2, 'drift');
    const [pull, ...more] = await retrainings(repository);
    expect(more).toEqual([]);
    expect(pull).toMatchObject({ state: 'open', title: 'Retrain bikes on newer data' });
    expect(pull?.body).toContain(
      `It drifts since \`${day(1)}\`, in 2 windows in a row: \`${day(2)}\` to \`${day(2)}\``,
    );
    const record = await reportDay(world(), repository, 3, 'drift');
    const [later] = await retrainings(repository);
    expect(later?.number).toBe(pull?.number);
    expect(await fileAt(repository, 'bikes/params.yaml', later?.head.ref ?? '')).toContain(day(3));
    const { data } = await world()
      .as('reader')
      .rest.git.getCommit({ ...repository.at, commit_sha: later?.head.sha ?? '' });
    expect(data.message).toContain(`Drift-record: ${record.id}`);
    // The same report again changes nothing.
    const head = later?.head.sha;
    await reportDay(world(), repository, 3, 'drift', { createdAt: record.createdAt });
    expect((await retrainings(repository)).map((one) => one.head.sha)).toEqual([head]);
  });

  it('closes it when the drift clears, deletes the branch, and opens another for a later drift', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 2', 'cooldown: 1d']);
    for (const of of [1, 2]) await reportDay(world(), repository, of, 'drift');
    await reportDay(world(), repository, 3, 'stable');
    expect(await retrainings(repository)).toMatchObject([{ state: 'open' }]);
    await reportDay(world(), repository, 4, 'stable');
    const [pull] = await retrainings(repository);
    expect(pull).toMatchObject({ state: 'closed', merged_at: null });
    expect((await comments(repository, pull?.number ?? 0)).join()).toContain(
      'The drift of `bikes` has cleared: 2 windows in a row are stable',
    );
    const { data } = await world().as('reader').rest.repos.listBranches(repository.at);
    expect(data.map(({ name }) => name)).not.toContain('assay/retrain/bikes');
    for (const of of [5, 6]) await reportDay(world(), repository, of, 'drift');
    expect(await retrainings(repository)).toHaveLength(1);
    expect(world().warnings.join('\n')).toContain('(retrain.cooldown)');
    clock.pass(daySeconds + 60);
    await reportDay(world(), repository, 7, 'drift');
    expect(await retrainings(repository)).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
  });

  it('leaves it to a person who has pushed to it, and says that the drift has cleared', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 1']);
    await reportDay(world(), repository, 1, 'drift');
    const files = { 'bikes/train.py': 'print("otherwise")\n' };
    const head = await repository.push({ branch: 'assay/retrain/bikes', files });
    await reportDay(world(), repository, 2, 'stable');
    await reportDay(world(), repository, 3, 'stable');
    const [pull] = await retrainings(repository);
    expect(pull).toMatchObject({ state: 'open', head: { sha: head } });
    expect(await branchHead(repository, 'assay/retrain/bikes')).toBe(head);
    const said = (await comments(repository, pull?.number ?? 0)).filter((body) =>
      body.includes('has cleared'),
    );
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('stays open, since a person has pushed to its branch');
  });
});

describe('a retraining that people have closed', () => {
  it('stays silent until the drift is worse by a quarter, and then comes again', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 1', 'cooldown: 1d']);
    const first = await reportDay(world(), repository, 1, 'drift');
    const [pull] = await retrainings(repository);
    await closeByHand(world(), repository, pull?.number ?? 0);
    clock.pass(2 * daySeconds);
    await reportDay(world(), repository, 4, 'drift', { features: [...ofSize(first, 0.5)] });
    expect(await retrainings(repository)).toHaveLength(1);
    expect(world().warnings.join('\n')).toContain(`as they did when #${pull?.number} was closed`);
    await reportDay(world(), repository, 5, 'drift', { features: [...ofSize(first, 0.55)] });
    expect(await retrainings(repository)).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
  });

  it('is opened at once for a person who asks', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 1']);
    await reportDay(world(), repository, 1, 'drift');
    const [pull] = await retrainings(repository);
    await closeByHand(world(), repository, pull?.number ?? 0);
    await reportDay(world(), repository, 2, 'drift');
    expect(await retrainings(repository)).toHaveLength(1);
    expect(await command(repository, '/assay retrain bikes')).toContain('Opened [#');
    expect(await retrainings(repository)).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
    // What a person has asked for is not closed by a stable report.
    await reportDay(world(), repository, 3, 'stable');
    expect(await retrainings(repository)).toMatchObject([{}, { state: 'open' }]);
  });
});

describe('a limit', () => {
  it('holds for a month', async () => {
    const settings = ['consecutive: 1', 'cooldown: 1h', 'monthly: 1', "worse_by: '0%'"];
    const repository = await repositoryWith(world(), settings);
    const first = await reportDay(world(), repository, 1, 'drift');
    const [pull] = await retrainings(repository);
    await closeByHand(world(), repository, pull?.number ?? 0);
    clock.pass(10 * daySeconds);
    const worse = { features: [...ofSize(first, 0.9)] };
    await reportDay(world(), repository, 11, 'drift', worse);
    expect(await retrainings(repository)).toHaveLength(1);
    expect(world().warnings.join('\n')).toContain('(retrain.monthly)');
    clock.pass(21 * daySeconds);
    await reportDay(world(), repository, 32, 'drift', worse);
    expect(await retrainings(repository)).toHaveLength(2);
  });

  it('of a pause holds for all, until it is ended', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 1']);
    await command(repository, '/assay pause retrain bikes the sensor is repaired');
    await reportDay(world(), repository, 1, 'drift');
    const refused = await command(repository, '/assay retrain bikes');
    expect(refused).toContain('the sensor is repaired');
    expect(await retrainings(repository)).toEqual([]);
    clock.pass();
    await command(repository, '/assay resume retrain bikes');
    await reportDay(world(), repository, 2, 'drift');
    expect(await retrainings(repository)).toHaveLength(1);
  });
});

describe('a report while a retraining is open', () => {
  it('takes few calls', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 1']);
    await reportDay(world(), repository, 1, 'drift');
    const { calls } = world().github;
    const before = calls.length;
    await reportDay(world(), repository, 2, 'drift');
    // The run, its artifact and the ledger; the configuration, the pull requests and the branch; the new head's check.
    expect(calls.length - before).toBeLessThanOrEqual(45);
    await reportDay(world(), repository, 3, 'stable');
    expect(await retrainings(repository)).toMatchObject([{ state: 'closed' }]);
  });
});
