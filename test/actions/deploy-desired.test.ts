import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DeployJob, deploying, type Differences, stagingFile } from './deploying.ts';
import { released } from './released.ts';

const touch = `{ run: 'touch served' }`;
const hasRun = ({ job }: DeployJob): boolean => existsSync(join(job.workspace, 'served'));
const stateWith = (uri: string, challenger: string, share: number): string =>
  `uri: ${uri}\ncanary: { uri: '${challenger}', share: ${share} }\n`;

/** A deployment of version 1.0.0 as a challenger, where the champion is another version. */
async function challenging(share: number, held: number, differences: Differences = {}) {
  const { uri } = (await released({ 'model/weights.txt': 'offset: 2\n' })).record.package;
  const champion = 'https://example.org/0.9.0';
  const files = { [stagingFile]: stateWith(champion, held === 0 ? '' : uri, held) };
  return deploying(touch, { payload: { role: 'challenger', share }, files, ...differences });
}

describe('the deployment of a challenger', () => {
  it('is brought out with the share that was merged, and makes no champion inactive', async () => {
    const job = await challenging(10, 10);
    expect(await job.inPlace()).toMatchObject({ outputs: { outcome: 'healthy' }, error: null });
    expect(job.github.reported).toMatchObject([
      { state: 'in_progress', auto_inactive: false },
      { state: 'success', auto_inactive: false },
    ]);
    const champion = await deploying(touch);
    await champion.inPlace();
    expect(champion.github.reported.at(-1)).not.toHaveProperty('auto_inactive');
  });

  it.each([
    ['with another share', 50, 10],
    ['where none was merged', 10, 0],
    ['to take out one that was merged', 0, 10],
  ])('is refused %s', async (_, share, held) => {
    const job = await challenging(share, held);
    const { error, outputs } = await job.inPlace();
    expect(error).toMatchObject({
      message: expect.stringContaining('only what is merged is deployed') as string,
    });
    expect(outputs).toMatchObject({ outcome: 'unhealthy' });
    expect(hasRun(job)).toBe(false);
  });
});

describe('the end of a challenge', () => {
  it('is carried out though nothing of the version is left, and no health is asked', async () => {
    const how = `{ run: 'echo "$ASSAY_ROLE $ASSAY_SHARE:$ASSAY_MODEL_PATH" > served', health: { run: 'touch looked' } }`;
    const digest = `sha256:${'0'.repeat(64)}`;
    const gone = { version: '9.0.0', digest, uri: 'https://example.org/gone' };
    const job = await deploying(how, { payload: { ...gone, role: 'challenger', share: 0 } });
    expect(await job.inPlace()).toMatchObject({ outputs: { outcome: 'removed' }, error: null });
    expect(job.github.reported).toMatchObject([
      { state: 'in_progress', description: 'Taking bikes@v9.0.0 out.' },
      { state: 'success', description: 'bikes@v9.0.0 is taken out: the command ended with 0.' },
    ]);
    expect(existsSync(join(job.job.workspace, 'looked'))).toBe(false);
    expect(hasRun(job)).toBe(true);
  });

  it('is known by the versions of the ledger, where what ends it names one', async () => {
    const clear = "clear: { canary.uri: '{{version.uri}}', canary.share: '0' }";
    const job = await deploying(touch, { payload: { role: 'challenger', share: 0 } });
    const { uri } = job.version.record.package;
    const config = (job.github.main['.github/assay.yml'] ?? '').replace(
      "canary.share: '{{share}}' }",
      `canary.share: '{{share}}' }, ${clear}`,
    );
    job.github.ledger.push(job.version.record);
    job.github.main['.github/assay.yml'] = config;
    job.github.main[stagingFile] = stateWith(uri, uri, 0);
    expect(await job.inPlace()).toMatchObject({ outputs: { outcome: 'removed' }, error: null });
  });

  it('is left to others where the configuration has no command', async () => {
    const health = `{ health: { run: 'touch served' } }`;
    const job = await deploying(health, { payload: { role: 'challenger', share: 0 } });
    expect(await job.inPlace()).toMatchObject({ outputs: { outcome: 'skipped' }, error: null });
    expect(job.github.reported).toEqual([]);
  });
});

describe('a deployment that is late', () => {
  it.each<readonly [string, (main: Record<string, string>) => void]>([
    [
      'the default branch asks for another version',
      (main) => {
        main[stagingFile] = 'uri: https://example.org/1.1.0\n';
      },
    ],
    [
      'the environment is gone',
      (main) => {
        const path = '.github/assay.yml';
        main[path] = (main[path] ?? '').replace('      staging:', '      other:');
      },
    ],
    [
      'its file is gone',
      (main) => {
        delete main[stagingFile];
      },
    ],
  ])('is superseded and not brought out when %s', async (_, change) => {
    const job = await deploying(touch);
    change(job.github.main);
    expect(await job.inPlace()).toMatchObject({ outputs: { outcome: 'superseded' }, error: null });
    expect(job.github.reported).toMatchObject([
      { state: 'inactive', description: 'main asks for something else in staging by now.' },
    ]);
    expect(hasRun(job)).toBe(false);
  });

  it('is brought out when the file has moved with the version in it, or nobody can read what is there now', async () => {
    const moved = await deploying(touch);
    const { main } = moved.github;
    const text = main[stagingFile] ?? '';
    delete main[stagingFile];
    main['deploy/new.yaml'] = text;
    const path = '.github/assay.yml';
    main[path] = (main[path] ?? '').replace(stagingFile, 'deploy/new.yaml');
    expect((await moved.inPlace()).outputs).toMatchObject({ outcome: 'healthy' });
    const broken = await deploying(touch);
    broken.github.main[path] = 'models: [';
    expect((await broken.inPlace()).outputs).toMatchObject({ outcome: 'healthy' });
  });
});

describe('what the health command says last', () => {
  it('is told with the failure, from where errors go, without colours and secrets', async () => {
    const reason = 'The model asks for atemp, which the feed of staging lacks';
    const say = `echo checked; echo -e '\\x1b[31m${reason} (hush-hush)\\x1b[0m' >&2; echo; exit 1`;
    const job = await deploying(
      `{ health: { run: "${say.replaceAll('\\', '\\\\')}", every: 60s, within: 1m } }`,
    );
    Object.assign(job.github.variables, { FEED_PASSWORD: 'hush-hush' });
    const { error, outputs } = await job.inPlace();
    expect(outputs).toMatchObject({ outcome: 'unhealthy' });
    expect(error).toMatchObject({
      message: `bikes@v1.0.0 is not healthy in staging: ${reason} (***) (within 60 s: the health command ended with 1, at the last look).`,
    });
    expect(job.github.reported.at(-1)?.description).toContain(reason);
  });

  it('is waited for no longer than a moment where the command has left something running', async () => {
    const job = await deploying(
      `{ health: { run: 'sleep 20 & echo "not ready"; exit 1', every: 60s, within: 1m } }`,
    );
    const started = performance.now();
    const { error } = await job.inPlace();
    expect(error).toMatchObject({ message: expect.stringContaining(': not ready (') as string });
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
