import { beforeAll, describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { parameterChange, stateFile } from './content.ts';
import { promoted, proposed } from './deployed.ts';
import { checkAt, comments } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const clock = createClock();
const world = useWorld(() => clock.now());

let repository: TestRepository;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  for (const version of ['1.0.0', '1.1.0']) await registerAt(repository, main, version);
  await promoted(repository, 'bikes@1.0.0', 'staging');
  clock.pass();
});

const marker = '<!-- assay:comment v1 -->';

async function stickies(number: number): Promise<readonly string[]> {
  return (await comments(repository, number)).filter((body) => body.startsWith(marker));
}

describe('the comment', () => {
  it('of a pull request that only promotes has the checks, the metrics beside the version there, and the matrix', async () => {
    const { number } = await proposed(repository, 'bikes@1.1.0', 'staging');
    const [body = '', ...more] = await stickies(number);
    expect(more).toEqual([]);
    expect(body).toContain('## \u2705 Ready to promote `bikes@v1.1.0` to staging');
    expect(body).toContain('| `registered` |');
    expect(body).toContain('**Against `v1.0.0`**');
    expect(body).toMatch(/\| `bikes` \| `v1\.1\.0` \|.* `v1\.0\.0` since \d{4}-\d\d-\d\d/);
  });

  it('is the same one, word for word, when it is judged again later', async () => {
    const { number, head } = await proposed(repository, 'bikes@1.0.0', 'north');
    const before = await stickies(number);
    const writes = () =>
      world().github.calls.filter(({ method, path }) => method !== 'GET' && /comments/.test(path))
        .length;
    const written = writes();
    clock.pass();
    const { id } = await checkAt(repository, head.sha);
    world().github.admin.rerequestCheck(repository.name, id, 'maintainer');
    await repository.settled();
    expect(await stickies(number)).toEqual(before);
    expect(writes()).toBe(written);
  });

  it('of a pull request that must not promote says why', async () => {
    const files = { [stateFile('bikes', 'south')]: 'spec:\n  uri: evil\n  digest: @acme\n' };
    const { number } = await repository.open({ branch: 'never-registered', files });
    await repository.settled();
    const [body = ''] = await stickies(number);
    expect(body).toContain('## \u274c Not ready to');
    expect(body.replaceAll(/`[^`\n]*`/g, '')).not.toContain('@acme');
  });

  it('of a pull request about a model has the matrix folded away', async () => {
    const { number, head } = await repository.open({
      branch: 'better',
      files: parameterChange('bikes', 0.7),
    });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    const [body = '', ...more] = await stickies(number);
    expect(more).toEqual([]);
    expect(body).toMatch(
      /<summary>Which version is where<\/summary>[^]*`v1\.0\.0` since [^]*<\/details>/,
    );
  });
});
