import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;
let ref: string;

const links = {
  'docs/to-file': '../real.txt',
  'to-link': 'docs/to-file',
  'to-folder': 'docs',
  'to-nothing': 'no/such',
  'to-outside': '../../etc/passwd',
};

function blob(path: string, content: string, mode: '100644' | '120000') {
  return { path, content, mode, type: 'blob' } as const;
}

beforeAll(async () => {
  world = await startOctokitFixture();
  const { git } = world.owner.rest;
  const { data } = await git.createTree({
    ...at,
    tree: [
      blob('real.txt', 'real', '100644'),
      ...Object.entries(links).map(([path, target]) => blob(path, target, '120000')),
    ],
  });
  const commit = await git.createCommit({ ...at, message: 'Links', tree: data.sha, parents: [] });
  ref = commit.data.sha;
});

afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world.close();
});

async function raw(path: string): Promise<unknown> {
  const mediaType = { format: 'raw' };
  const { data } = await world.owner.rest.repos.getContent({ ...at, path, ref, mediaType });
  return data;
}

describe('the contents of a symbolic link', () => {
  it('are those of the file that it leads to', async () => {
    expect(await raw('docs/to-file')).toBe('real');
    const { data } = await world.owner.rest.repos.getContent({ ...at, path: 'docs/to-file', ref });
    expect(data).toMatchObject({ type: 'file', content: Buffer.from('real').toString('base64') });
  });

  it.each(['to-link', 'to-folder', 'to-nothing', 'to-outside'] as const)(
    'describe the link itself where it leads to no file: %s',
    async (path) => {
      const { data } = await world.owner.rest.repos.getContent({ ...at, path, ref });
      expect(data).toMatchObject({ type: 'symlink', target: links[path] });
      expect(await raw(path)).toBe(links[path]);
    },
  );

  it('are not found behind a link to a folder', async () => {
    await expect(raw('to-folder/to-file')).rejects.toMatchObject({ status: 404 });
  });

  it('are told in the list of a folder', async () => {
    const { data } = await world.owner.rest.repos.getContent({ ...at, path: 'docs', ref });
    expect(data).toMatchObject([{ name: 'to-file', type: 'symlink' }]);
  });
});
