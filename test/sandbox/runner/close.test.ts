import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { conclusions, said } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';

const sandbox = useSandbox();

it('a runner that is closed stops its jobs at once, starts no other step and no other run', async () => {
  const repository = await sandbox.repository();
  await repository.push({
    '.github/workflows/test.yml': `
on: push
jobs:
  going:
    runs-on: ubuntu-latest
    steps:
      - run: echo begun; sleep 30
      - { if: always(), run: echo never }
  next: { needs: going, if: always(), runs-on: ubuntu-latest, steps: [{ run: echo never }] }
`,
  });
  while (!sandbox.heard.includes('begun')) await sleep(20);
  await sandbox.runner.close();
  const run = await sandbox.onlyRun(repository);
  expect(run.conclusion).toBe('cancelled');
  expect(conclusions(run)).toEqual({ going: 'cancelled', next: 'cancelled' });
  expect(said(run)).not.toContain('never');
  await repository.push({ a: '1' });
  expect(await sandbox.runs(repository)).toHaveLength(1);
});
