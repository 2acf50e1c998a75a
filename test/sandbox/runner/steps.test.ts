import { afterAll, describe, expect, it, vi } from 'vitest';
import { jobOf, said, type Run } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';

// The runner takes its environment when it starts.
vi.stubEnv('HOST_SECRET', 'of the host');
afterAll(() => vi.unstubAllEnvs());

const sandbox = useSandbox();

/** A workflow with one job `a` that has these steps. */
const steps = (text: string, more = ''): string => `on: push
${more}
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
${text.replaceAll(/^/gm, '      ')}
`;

/** The conclusions of the steps of the file, without set-up and completion. */
const conclusions = (run: Run): readonly string[] =>
  jobOf(run, 'a')
    .steps.slice(1, -1)
    .map(({ conclusion }) => conclusion);

describe.concurrent('run', () => {
  it('fails with the exit code of its script, and later steps are skipped', async () => {
    const run = await sandbox.run(
      steps(`
- run: |
    echo before
    exit 7
- run: echo never
`),
    );
    expect(run.conclusion).toBe('failure');
    expect(conclusions(run)).toEqual(['failure', 'skipped']);
    expect(said(run)).toEqual(['before', '##[error]Process completed with exit code 7.']);
    expect(run.annotations).toEqual([
      { level: 'error', message: 'Process completed with exit code 7.' },
    ]);
  });

  it('fails with 128 and the number of the signal that ended its script', async () => {
    const run = await sandbox.run(steps('- run: kill -KILL $$'));
    expect(run.annotations[0]?.message).toBe('Process completed with exit code 137.');
  });

  it('stops at the first command that fails; only a named bash minds the middle of a pipe', async () => {
    const run = await sandbox.run(
      steps(`
- run: |
    false | true
    echo default goes on
- shell: bash
  continue-on-error: true
  run: |
    false | true
    echo bash does not
- shell: sh
  continue-on-error: true
  run: |
    echo sh is \${BASH_VERSION:-no bash}
    false
    echo sh does not
`),
    );
    const lines = said(run).filter((line) => !line.startsWith('##'));
    expect(lines[0]).toBe('default goes on');
    expect(lines[1]).toMatch(/^sh is /);
    expect(lines).toHaveLength(2);
  });

  it('takes its shell and its folder from the step, the job or the workflow', async () => {
    const run = await sandbox.run(
      steps(
        `
- run: mkdir -p "$GITHUB_WORKSPACE/models/inner"
  working-directory: .
- run: basename "$PWD"
- { run: 'basename "$PWD"', working-directory: '\${{ github.workspace }}/models/inner' }
- { run: 'true', working-directory: nowhere }
`,
        'defaults: { run: { shell: sh, working-directory: models } }',
      ),
    );
    expect(said(run).slice(0, 2)).toEqual(['models', 'inner']);
    expect(run.annotations[0]).toMatchObject({
      file: '.github/workflows/test.yml',
      line: 12,
      message: expect.stringContaining('There is no folder') as string,
    });
    expect(jobOf(run, 'a').log).toContain('shell: sh -e {0}');
  });

  it('is shown by its name, or by its first line', async () => {
    const run = await sandbox.run(
      steps("- { name: 'Train ${{ github.ref_name }}', run: 'true' }\n- run: 'true'"),
    );
    expect(jobOf(run, 'a').steps.map(({ name }) => name)).toEqual([
      'Set up job',
      'Train main',
      'Run true',
      'Complete job',
    ]);
  });
});

describe.concurrent('env', () => {
  it('of a step goes before that of the job, and that before the one of the workflow', async () => {
    const run = await sandbox.run(`
on: push
env: { A: workflow, B: workflow, C: workflow, GITHUB_REF: mine }
jobs:
  a:
    runs-on: ubuntu-latest
    env: { B: 'job after \${{ github.event_name }}', C: job }
    steps:
      - env: { C: 'step after \${{ env.C }}' }
        run: |
          echo "$A, $B, $C, $GITHUB_REF"
          echo "\${{ env.C }}"
      - run: echo "$C"
`);
    expect(said(run)).toEqual([
      'workflow, job after push, step after job, refs/heads/main',
      'step after job',
      'job',
    ]);
  });

  it('holds what a job on GitHub finds, and nothing of the host beyond what programs need', async () => {
    const run = await sandbox.run(
      steps(`
- id: look
  run: |
    echo "$CI $GITHUB_ACTIONS $GITHUB_JOB $GITHUB_ACTION $GITHUB_RUN_NUMBER $RUNNER_OS"
    echo "[\${HOST_SECRET-nothing}] [\${GITHUB_TOKEN-nothing}]"
    test -f "$GITHUB_EVENT_PATH" -a -d "$RUNNER_TEMP" -a "$PWD" = "$GITHUB_WORKSPACE"
`),
    );
    expect(run.conclusion).toBe('success');
    expect(said(run)[0]).toMatch(/^true true a look 1 \w+$/);
    expect(said(run)[1]).toBe('[nothing] [nothing]');
  });
});

describe.concurrent('if', () => {
  it('without a question for the status holds only while all goes well', async () => {
    const run = await sandbox.run(
      steps(`
- { if: "github.ref == 'refs/heads/main'", run: 'true' }
- { if: "\${{ github.ref }} == 'refs/heads/other'", run: 'true' }
- { if: "github.ref == 'refs/heads/other'", run: 'true' }
- { if: failure(), run: 'true' }
- { id: bad, run: exit 1 }
- { if: "github.ref == 'refs/heads/main'", run: 'true' }
- { if: "\${{ github.ref }} == 'text is true'", run: 'true' }
- { if: "failure() && steps.bad.outcome == 'failure'", run: 'true' }
- { if: always(), run: 'true' }
- { if: '!cancelled()', run: 'true' }
- { if: cancelled(), run: 'true' }
- { if: success(), run: 'true' }
`),
    );
    expect(conclusions(run)).toEqual([
      'success',
      'success',
      'skipped',
      'skipped',
      'failure',
      'skipped',
      'skipped',
      'success',
      'success',
      'success',
      'skipped',
      'skipped',
    ]);
  });

  it('that can not be evaluated fails its step', async () => {
    const run = await sandbox.run(steps(`- { if: "fromJSON('{')", run: 'true' }`));
    expect(run.conclusion).toBe('failure');
    expect(run.annotations).toMatchObject([
      { line: 7, message: expect.stringContaining("`fromJSON('{')`") as string },
    ]);
  });
});

describe.concurrent('continue-on-error', () => {
  it('makes a success of a failure, which the outcome still tells', async () => {
    const run = await sandbox.run(
      steps(`
- { id: bad, continue-on-error: true, run: exit 1 }
- run: echo "\${{ steps.bad.outcome }} \${{ steps.bad.conclusion }} \${{ job.status }}"
`),
    );
    expect(run.conclusion).toBe('success');
    expect(conclusions(run)).toEqual(['success', 'success']);
    expect(said(run)).toContain('failure success success');
  });
});

describe.concurrent('timeout-minutes of a step', () => {
  it('stops it with all that it started, and fails it', async () => {
    const run = await sandbox.run(
      steps(`
- timeout-minutes: 0.005
  run: |
    sleep 30 &
    sleep 30
- { if: failure(), run: echo cleaned }
`),
    );
    expect(run.conclusion).toBe('failure');
    expect(conclusions(run)).toEqual(['failure', 'success']);
    expect(said(run)).toEqual([
      '##[error]The step was stopped: it took longer than its timeout-minutes.',
      'cleaned',
    ]);
  });
});
