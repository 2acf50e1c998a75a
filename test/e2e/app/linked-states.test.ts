import { beforeAll, describe, expect, it } from 'vitest';
import type { VersionRecord } from '../../../schemas/types.ts';
import type { Push } from './clone.ts';
import { command } from './command.ts';
import { beginning, configPath, configuration, stateFile } from './content.ts';
import { checkAt } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();
let repository: TestRepository;
let version: Readonly<VersionRecord>;
const state = (): string =>
  `spec:\n  uri: ${version.package.uri}\n  digest: ${version.package.digest}\n`;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  version = await registerAt(repository, main, '1.0.0');
});

async function judged(push: Push) {
  const { head } = await repository.open(push);
  await repository.settled();
  const { conclusion, title } = await checkAt(repository, head);
  return { conclusion, title: title?.replaceAll('`', '') };
}

describe('a state file', () => {
  it('is no symbolic link to another file, whatever that says', async () => {
    const links = { [stateFile('bikes', 'north')]: '../../docs/north.yaml' };
    const files = { 'docs/north.yaml': state() };
    const same = { 'docs/north.yaml': beginning[stateFile('bikes', 'north')] ?? '' };
    for (const [branch, target] of Object.entries({ link: files, 'same-link': same })) {
      expect(await judged({ branch, files: target, links })).toMatchObject({
        conclusion: 'failure',
        title: expect.stringContaining(
          'deploy/north/bikes.yaml is a symbolic link: what it leads to could change without a promotion.',
        ) as string,
      });
    }
  });

  it('lies in no folder that is a symbolic link', async () => {
    const linked = await judged({
      branch: 'folder-link',
      removed: ['deploy/south'],
      links: { 'deploy/south': '../docs/south' },
      files: { 'docs/south/bikes.yaml': state() },
    });
    expect(linked).toMatchObject({
      conclusion: 'failure',
      title: expect.stringContaining(
        'deploy/south/bikes.yaml lies behind deploy/south, which is a symbolic link',
      ) as string,
    });
  });

  it('that became a link past the gate is not promoted to, and is mended by a pull request', async () => {
    const file = stateFile('bikes', 'east');
    await repository.push({
      branch: 'main',
      files: { 'docs/east.yaml': state() },
      links: { [file]: '../../docs/east.yaml' },
    });
    await repository.settled();
    expect(await command(repository, '/assay promote bikes east')).toContain(
      'deploy/east/bikes.yaml is a symbolic link',
    );
    const mended = await judged({ branch: 'mended', files: { [file]: state() } });
    expect(mended).toMatchObject({
      conclusion: 'success',
      title: 'Ready to promote bikes@v1.0.0 to east',
    });
  });

  it('of a new environment is no link that was there before', async () => {
    const links = { 'deploy/moon.yaml': '../docs/moon.yaml' };
    await repository.push({ branch: 'main', files: { 'docs/moon.yaml': state() }, links });
    const moon = configuration().replace(stateFile('bikes', 'west'), 'deploy/moon.yaml');
    const { head } = await repository.open({ branch: 'moon', files: { [configPath]: moon } });
    await repository.settled();
    const metrics = { bikes: { mae: 40, rmse: 60 }, taxis: { mae: 40, rmse: 60 } };
    await repository.play('pull_request', head, metrics);
    const { conclusion, title } = await checkAt(repository, head);
    expect(conclusion).toBe('failure');
    expect(title?.replaceAll('`', '')).toContain('deploy/moon.yaml is a symbolic link');
  });
});
