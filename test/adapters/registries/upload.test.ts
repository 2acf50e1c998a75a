import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import { fakeGitHub } from './fake-github.ts';
import type { Call } from '../../../sandbox/github/contract.ts';
import { type Ground, modelOf, register, registryOn, useGrounds } from './ground.ts';
import { publicationOfBikes } from './publication.ts';

const newGround = useGrounds();
const opening = { settings: { type: 'releases' } } as const;

/** Requests for the files of the ground's releases. */
function callsOfAssets({ world, repository }: Ground): readonly Call[] {
  return world.github.calls.filter(
    ({ surface, path }) =>
      surface === 'api' && path.includes(`/repos/${repository.name}/`) && path.includes('/assets'),
  );
}

describe('an upload to a release', () => {
  it('is tried again after what GitHub kept of it was removed', async () => {
    const github = await fakeGitHub();
    const publication = await publicationOfBikes();
    github.failures.set('POST /releases/1/assets', { status: 502 });
    const registry = github.registry(42, '2026-01-01T12:00:00.000Z', () => {
      // GitHub leaves an empty file of this name, and takes no other until that is gone.
      const [release] = github.releases();
      const name = publication.record.package.name;
      const content = Buffer.alloc(0);
      const digest = sha256('');
      release?.assets.push({ id: 900, name, size: 0, digest, state: 'starter', content });
      github.failures.clear();
    });
    await registry.publish(publication);
    expect(github.asked).toContain('DELETE /releases/assets/900');
    expect(github.releases()[0]?.assets.map(({ name, state }) => [name, state])).toEqual([
      [publication.record.package.name, 'uploaded'],
      ['version.json', 'uploaded'],
    ]);
  });

  it('is given up after four tries, and leaves no version', async () => {
    const github = await fakeGitHub();
    github.failures.set('POST /releases/1/assets', null);
    await expect(github.registry().publish(await publicationOfBikes())).rejects.toMatchObject({
      code: 'github-unavailable',
      message: expect.stringMatching(/did not answer to the upload of bikes-1\.0\.0\.tar\.gz/),
    });
    expect(github.asked.filter((asked) => asked === 'POST /releases/1/assets')).toHaveLength(4);
    expect(github.tags()).toEqual([]);
  });

  it('is not made again when the number was taken: the file gets another name', async () => {
    const ground = await newGround();
    const model = await modelOf({ 'model/w': 'mine' });
    let isFirst = true;
    const { record } = await register(ground, opening, model, async (numbers) => {
      // Another run takes the number that was chosen here.
      if (isFirst) {
        isFirst = false;
        await register(ground, { ...opening, runId: 43 }, await modelOf({ 'model/w': 'other' }));
      }
      return numbers.length === 0 ? '1.0.0' : '1.1.0';
    });
    expect(record).toMatchObject({ version: '1.1.0', parent: '1.0.0' });
    expect(await registryOn(ground, opening).problem(record)).toBeNull();
    const calls = callsOfAssets(ground);
    const renamed = calls.filter(({ method }) => method === 'PATCH');
    expect(renamed).toHaveLength(1);
    // Two packages, two cards and two records; and the loser's card and record anew.
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(8);
  });

  it('goes on with the draft of a run that was killed, without sending the bytes again', async () => {
    const ground = await newGround();
    const model = await modelOf({ 'model/w': 'mine' });
    // The draft, the package, and then the card is the last that GitHub hears of.
    ground.ways.sever({ kind: 'after', write: 2 });
    await expect(register(ground, opening, model)).rejects.toThrow(/upload of README\.md/);
    ground.ways.restore();
    const { record } = await register(ground, opening, model);
    expect(await registryOn(ground, opening).problem(record)).toBeNull();
    const uploads = callsOfAssets(ground).filter(({ method }) => method === 'POST');
    expect(uploads).toHaveLength(3);
  });
});
