import { describe, expect, it } from 'vitest';
import { conclusions, jobOf, said } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';

const sandbox = useSandbox();

/** A job of three combinations, of which one fails and one is slow. */
const failing = (failFast: boolean): string => `
on: push
jobs:
  fit:
    runs-on: ubuntu-latest
    strategy: { fail-fast: ${failFast}, matrix: { model: [bad, slow, later] } }
    steps:
      - if: matrix.model == 'bad'
        run: exit 1
      - if: matrix.model == 'slow'
        run: sleep ${failFast ? 30 : 0}
`;

/** A workflow of which one run goes on at a time, and a commit `slow` takes its time. */
const workflow = (manner: string): string => `
on: push
concurrency: { group: '\${{ github.ref }}', ${manner} }
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: sleep \${{ github.event.head_commit.message == 'slow' && '${manner === stopping ? 30 : 1.2}' || 0 }}
`;

const stopping = 'cancel-in-progress: true';

const job = (lines: string): string => `{ runs-on: ubuntu-latest, ${lines} }`;

/** How the runs of three pushes, one soon after the other, end. */
async function pushThrice(manner: string): Promise<readonly string[]> {
  const repository = await sandbox.repository();
  await repository.commit({ '.github/workflows/test.yml': workflow(manner) });
  await repository.git('commit', '--quiet', '--amend', '-m', 'slow');
  await repository.git('push', '--quiet', 'origin', 'HEAD');
  await repository.push({ a: '1' });
  await repository.push({ a: '2' });
  const runs = await sandbox.runs(repository);
  return runs.map(({ conclusion }) => conclusion);
}

describe('needs', () => {
  it('runs a job after those that it needs, which hand their outputs on', async () => {
    const run = await sandbox.run(`
on: push
jobs:
  last:
    needs: [train, check]
    runs-on: ubuntu-latest
    steps:
      - run: echo "mae \${{ needs.train.outputs.mae }}, check \${{ needs.check.result }}"
  train:
    runs-on: ubuntu-latest
    outputs: { mae: '\${{ steps.fit.outputs.mae }}' }
    steps:
      - { id: fit, run: 'echo mae=41.5 >> "$GITHUB_OUTPUT"' }
  check:
    needs: train
    runs-on: ubuntu-latest
    steps: [{ run: 'true' }]
`);
    expect(run.conclusion).toBe('success');
    expect(said(run)).toEqual(['mae 41.5, check success']);
  });

  it('skips what needs a failed or skipped job, near or far, unless its condition asks for the status', async () => {
    const run = await sandbox.run(`
on: push
jobs:
  fails: ${job('steps: [{ run: exit 1 }]')}
  near: ${job("needs: fails, steps: [{ run: 'true' }]")}
  far: ${job("needs: near, if: \"github.event_name == 'push'\", steps: [{ run: 'true' }]")}
  rescue: ${job("needs: near, if: failure(), steps: [{ run: 'true' }]")}
  always: ${job("needs: [fails, near], if: '!cancelled()', steps: [{ run: 'echo ${{ join(needs.*.result) }}' }]")}
  off: ${job("if: false, steps: [{ run: 'true' }]")}
  after-off: ${job("needs: off, steps: [{ run: 'true' }]")}
`);
    expect(run.conclusion).toBe('failure');
    expect(conclusions(run)).toEqual({
      fails: 'failure',
      near: 'skipped',
      far: 'skipped',
      rescue: 'success',
      always: 'success',
      off: 'skipped',
      'after-off': 'skipped',
    });
    expect(said(run)).toContain('failure,skipped');
  });

  it('sees a job whose failure is forgiven as a success, and so does the run', async () => {
    const run = await sandbox.run(`
on: push
jobs:
  fails: { runs-on: ubuntu-latest, continue-on-error: true, steps: [{ run: exit 3 }] }
  next: { needs: fails, runs-on: ubuntu-latest, steps: [{ run: 'echo \${{ needs.fails.result }}' }] }
`);
    expect(run.conclusion).toBe('success');
    expect(conclusions(run)).toEqual({ fails: 'failure', next: 'success' });
    expect(said(run)).toContain('success');
  });
});

describe('matrix', () => {
  it('multiplies out, excludes, and adds to or beside the combinations', async () => {
    const run = await sandbox.run(`
on: push
jobs:
  fit:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        model: [a, b]
        seed: [1, 2]
        exclude: [{ model: b, seed: 2 }]
        include:
          - { model: a, seed: 2, deep: true }
          - { model: c, seed: 9 }
    steps:
      - run: echo "\${{ matrix.model }}-\${{ matrix.seed }}-\${{ matrix.deep }} of \${{ strategy.job-total }}"
`);
    expect(Object.keys(conclusions(run)).sort()).toEqual([
      'fit (a, 1)',
      'fit (a, 2, true)',
      'fit (b, 1)',
      'fit (c, 9)',
    ]);
    expect([...said(run)].sort()).toEqual(['a-1- of 4', 'a-2-true of 4', 'b-1- of 4', 'c-9- of 4']);
  });

  it('may come from a job before, as may the whole strategy, and names its jobs', async () => {
    const run = await sandbox.run(`
on: push
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { models: '["a","b"]', strategy: '{"matrix":{"seed":[1,2]}}' }
    steps: [{ run: 'true' }]
  fit:
    needs: plan
    name: fit \${{ matrix.model }}
    runs-on: ubuntu-latest
    strategy: { matrix: { model: '\${{ fromJSON(needs.plan.outputs.models) }}' } }
    steps: [{ run: 'true' }]
  seeds:
    needs: plan
    runs-on: ubuntu-latest
    strategy: \${{ fromJSON(needs.plan.outputs.strategy) }}
    steps: [{ run: 'true' }]
`);
    expect(Object.keys(conclusions(run)).sort()).toEqual([
      'fit a',
      'fit b',
      'plan',
      'seeds (1)',
      'seeds (2)',
    ]);
  });

  it('cancels the other combinations when one fails', async () => {
    const run = await sandbox.run(failing(true));
    expect(run.conclusion).toBe('failure');
    expect(conclusions(run)).toEqual({
      'fit (bad)': 'failure',
      'fit (slow)': 'cancelled',
      'fit (later)': 'cancelled',
    });
  });

  it('lets the other combinations end without fail-fast', async () => {
    const run = await sandbox.run(failing(false));
    expect(run.conclusion).toBe('failure');
    expect(conclusions(run)).toEqual({
      'fit (bad)': 'failure',
      'fit (slow)': 'success',
      'fit (later)': 'success',
    });
  });

  it('that is none fails its job at its place in the file', async () => {
    const run = await sandbox.run(`
on: push
jobs:
  fit:
    runs-on: ubuntu-latest
    strategy: { matrix: { model: '\${{ fromJSON(''3'') }}' } }
    steps: [{ run: 'true' }]
`);
    expect(run.conclusion).toBe('failure');
    expect(run.annotations).toMatchObject([{ file: '.github/workflows/test.yml', line: 4 }]);
    expect(jobOf(run, 'fit').log).toContain('`matrix.model` must be a list');
  });
});

describe('timeout-minutes', () => {
  it('of a job cancels it, and what says always() still runs', async () => {
    const run = await sandbox.run(`
on: push
jobs:
  slow:
    runs-on: ubuntu-latest
    timeout-minutes: 0.005
    steps:
      - run: sleep 30
      - { if: always(), run: 'echo after \${{ job.status }}' }
      - run: echo never
`);
    expect(run.conclusion).toBe('cancelled');
    expect(jobOf(run, 'slow').steps.map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'cancelled',
      'success',
      'skipped',
      'success',
    ]);
    expect(said(run)).toContain('after cancelled');
    expect(run.annotations[0]?.message).toContain('maximum execution time of 0.005 minutes');
  });

  it('that is no number fails the job and leaves no job going', async () => {
    const run = await sandbox.run(`
on: push
jobs:
  odd:
    runs-on: ubuntu-latest
    timeout-minutes: \${{ fromJSON('"soon"') }}
    steps: [{ run: 'true' }]
`);
    expect(run.conclusion).toBe('failure');
    expect(conclusions(run)).toEqual({ odd: 'failure' });
    expect(run.annotations).toMatchObject([
      { line: 4, message: expect.stringContaining('`timeout-minutes`') as string },
    ]);
  });
});

describe('concurrency', () => {
  it('lets one run of a group go on and one wait, whose place a later one takes', async () => {
    const manner = 'cancel-in-progress: false';
    expect(await pushThrice(manner)).toEqual(['success', 'cancelled', 'success']);
  });

  it('lets all that come wait, one after the other, where the file says so', async () => {
    expect(await pushThrice('queue: max')).toEqual(['success', 'success', 'success']);
  });

  it('stops the run that goes on where the file says so', async () => {
    const [first, , last] = await pushThrice(stopping);
    expect([first, last]).toEqual(['cancelled', 'success']);
  });

  it('of a job stops only that job of the run before', async () => {
    const repository = await sandbox.repository();
    await repository.push({
      '.github/workflows/test.yml': `
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    strategy: { fail-fast: false, matrix: { to: [staging, none] } }
    concurrency:
      group: \${{ matrix.to == 'staging' && 'staging' || format('{0}-{1}', github.run_id, matrix.to) }}
      cancel-in-progress: true
    steps:
      - if: github.run_number == 1
        run: sleep \${{ matrix.to == 'staging' && 30 || 1 }}
`,
    });
    await repository.push({ a: '1' });
    const [first, second] = await sandbox.runs(repository);
    expect(first && conclusions(first)).toEqual({
      'a (staging)': 'cancelled',
      'a (none)': 'success',
    });
    expect(second?.conclusion).toBe('success');
  });

  it('refuses a job that would wait for its own workflow', async () => {
    const run = await sandbox.run(`
on: push
concurrency: deploy
jobs:
  a: { runs-on: ubuntu-latest, concurrency: Deploy, steps: [{ run: 'true' }] }
`);
    expect(run.conclusion).toBe('failure');
    expect(conclusions(run)).toEqual({ a: 'failure' });
    expect(run.annotations).toMatchObject([
      { line: 5, message: expect.stringContaining('which its own workflow holds') as string },
    ]);
  });
});
