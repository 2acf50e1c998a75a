import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingNeeds } from '../../../sandbox/story/needs.ts';

/** A folder of programs that say a version, to stand in for the machine's. */
describe('what the demo needs', () => {
  let folder: string;
  const install = async (name: string, says: string): Promise<void> => {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\necho '${says}'\n`);
    await chmod(path, 0o755);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-needs-'));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it('is named when it is not there', async () => {
    expect(await missingNeeds({ PATH: folder })).toEqual([
      'git 2.38 or newer is needed, since the embedded GitHub merges by `git merge-tree`; no git was found. Install it and start again.',
      'Python 3.10 or newer is needed, since the example trains its model in Python; no python3 was found. Install it and start again.',
    ]);
  });

  it('is named when it is too old, with what was found', async () => {
    await install('git', 'git version 2.30.2');
    await install('python3', 'Python 3.9.1');
    expect(await missingNeeds({ PATH: folder })).toMatchObject([
      expect.stringContaining('found is 2.30.2'),
      expect.stringContaining('found is 3.9.1'),
    ]);
  });

  it('is there when all of it is new enough', async () => {
    await install('git', 'git version 2.39.5');
    await install('python3', 'Python 3.12.4');
    expect(await missingNeeds({ PATH: folder })).toEqual([]);
  });

  it('includes the modules that make virtual environments', async () => {
    const path = join(folder, 'python3');
    await writeFile(path, '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.12.4\n');
    expect(await missingNeeds({ PATH: folder })).toEqual([expect.stringContaining('python3-venv')]);
  });
});
