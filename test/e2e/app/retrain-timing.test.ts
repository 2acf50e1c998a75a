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
      `It has drifted since \`${day(1)}\`, in 2 windows in a row: \`${day(2)}\` to \`${day(2)}\``,
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
    const repository = await repositoryWith(world(), ['consecutive: 1', 'cooldown: 1d']);
    await reportDay(world(), repository, 1, 'drift');
    const { calls } = world().github;
    const before = calls.length;
    await reportDay(world(), repository, 2, 'stable');
    // The run, its artifact and the ledger; the configuration, the pull requests, the branch, the comment, the end.
    expect(calls.length - before).toBeLessThanOrEqual(45);
    const [pull] = await retrainings(repository);
    expect(pull).toMatchObject({ state: 'closed', merged_at: null });
    expect((await comments(repository, pull?.number ?? 0)).join()).toContain(
      'The drift of `bikes` has cleared: the newest report says so',
    );
    const { data } = await world().as('reader').rest.repos.listBranches(repository.at);
    expect(data.map(({ name }) => name)).not.toContain('assay/retrain/bikes');
    await reportDay(world(), repository, 5, 'drift');
    expect(await retrainings(repository)).toHaveLength(1);
    expect(world().warnings.join('\n')).toContain('(retrain.cooldown)');
    clock.pass(daySeconds + 60);
    await reportDay(world(), repository, 6, 'drift');
    const both = await retrainings(repository);
    expect(both).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
    expect(both[1]?.body).toMatch(
      new RegExp(
        `^- \\[#${pull?.number}\\]\\(\\S+/pull/${pull?.number}\\): closed without a merge on [\\d-]+; no verdict is on record\\.$`,
        'm',
      ),
    );
  });

  it('leaves it to a person who has pushed to it, and says that the drift has cleared', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 1']);
    await reportDay(world(), repository, 1, 'drift');
    const files = { 'bikes/train.py': 'print("otherwise")\n' };
    const head = await repository.push({ branch: 'assay/retrain/bikes', files });
    await reportDay(world(), repository, 2, 'stable');
    const [pull] = await retrainings(repository);
    expect(pull).toMatchObject({ state: 'open', head: { sha: head } });
    expect(await branchHead(repository, 'assay/retrain/bikes')).toBe(head);
    expect((await comments(repository, pull?.number ?? 0)).join()).toContain(
      'stays open, since a person has pushed to its branch',
    );
  });
});

describe('a retraining that people have closed', () => {
  it('stays silent until the drift is worse by a quarter, comes again, and not too often', async () => {
    const settings = ['consecutive: 1', 'cooldown: 1d', 'monthly: 2'];
    const repository = await repositoryWith(world(), settings);
    const first = await reportDay(world(), repository, 1, 'drift');
    const sized = (size: number) => ({ features: [...ofSize(first, size)] });
    const [pull] = await retrainings(repository);
    await closeByHand(world(), repository, pull?.number ?? 0);
    clock.pass(2 * daySeconds);
    await reportDay(world(), repository, 4, 'drift', sized(0.5));
    expect(await retrainings(repository)).toHaveLength(1);
    expect(world().warnings.join('\n')).toContain(`as they did when #${pull?.number} was closed`);
    await reportDay(world(), repository, 5, 'drift', sized(0.55));
    const [, second] = await retrainings(repository);
    expect(second).toMatchObject({ state: 'open' });
    await closeByHand(world(), repository, second?.number ?? 0);
    clock.pass(2 * daySeconds);
    await reportDay(world(), repository, 8, 'drift', sized(0.9));
    expect(await retrainings(repository)).toHaveLength(2);
    expect(world().warnings.join('\n')).toContain('(retrain.monthly)');
    clock.pass(30 * daySeconds);
    await reportDay(world(), repository, 38, 'drift', sized(0.9));
    expect(await retrainings(repository)).toHaveLength(3);
  });

  it('is opened at once for a person who asks, but for a pause, and stays open then', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 1']);
    await command(repository, '/assay pause retrain bikes the sensor is repaired');
    await reportDay(world(), repository, 1, 'drift');
    const refused = await command(repository, '/assay retrain bikes');
    expect(refused).toContain('the sensor is repaired');
    expect(await retrainings(repository)).toEqual([]);
    clock.pass();
    await command(repository, '/assay resume retrain bikes');
    await reportDay(world(), repository, 2, 'drift');
    const [pull] = await retrainings(repository);
    await closeByHand(world(), repository, pull?.number ?? 0);
    expect(await command(repository, '/assay retrain bikes')).toContain('Opened [#');
    await reportDay(world(), repository, 3, 'stable');
    expect(await retrainings(repository)).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
  });
});
