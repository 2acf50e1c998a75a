import { describe, expect, it } from 'vitest';
import { readLockFile } from '../../../core/documents/lock-file.ts';

const read = (path: string, text: string, listed: readonly string[] = []) =>
  readLockFile(path, text, (included) => listed.includes(included));
const names = (text: string) => read('requirements.txt', text).unpinned.map(({ name }) => name);

const hash = `--hash=sha256:${'a'.repeat(64)}`;

describe('readLockFile', () => {
  it('counts each package of a requirements file once, those with a digest too', () => {
    const text = `# Pinned.
--index-url https://example.org/simple
joblib==1.5.3  # a comment
numpy==2.2.6; python_version < "3.11"
numpy==2.3.5;python_version >= "3.11"
scikit_learn[plot] == 1.7.2 \\
    ${hash} \\
    ${hash}
pkg @ git+https://github.com/org/pkg@${'c'.repeat(40)}
archive @ https://example.org/a.whl#sha256=${'a'.repeat(64)}
`;
    expect(read('requirements.txt', text)).toEqual({
      format: 'requirements',
      pinned: 5,
      hashed: 2,
      unpinned: [],
      moreUnpinned: 0,
    });
  });

  it.each([
    'numpy',
    'numpy>=2',
    'numpy==2.*',
    'numpy==2.0,!=2.1',
    'numpy~=2.0',
    'pkg @ git+https://github.com/org/pkg@main',
    'https://example.org/a.whl',
    './local',
  ])('finds that %s is not pinned', (line) => {
    expect(names(`a==1\r\n${line}`)).toEqual([line]);
    expect(read('requirements.txt', `a==1\r\n${line}`).unpinned[0]?.line).toBe(2);
  });

  it('takes a folder that is installed editable for not pinned', () => {
    expect(names('-e .')).toEqual(['.']);
  });

  it('wants files that are included to be listed themselves', () => {
    const text = '-r base.txt\n--requirement more.txt\n-c constraints.txt\n';
    expect(read('requirements.txt', text, ['base.txt']).unpinned).toEqual([
      { name: '-r more.txt', line: 2 },
    ]);
  });

  it('keeps credentials in an address out of what it says', () => {
    expect(names('git+https://user:secret@example.org/a/b')).toEqual([
      'git+https://example.org/a/b',
    ]);
  });

  it('counts what a record has no room for', () => {
    const { unpinned, moreUnpinned } = read('requirements.txt', 'a\n'.repeat(60));
    expect([unpinned.length, moreUnpinned]).toEqual([50, 10]);
  });

  it.each([
    [
      'poetry.lock',
      'poetry',
      '[[package]]\nname = "a"\nversion = "1"\nfiles = [\n  {file = "a.whl", hash = "sha256:00"},\n]\n\n[[package]]\nname = "b"\n',
    ],
    [
      'uv.lock',
      'uv',
      '[[package]]\nname = "a"\nwheels = [{ url = "a", hash = "sha256:00" }]\n[[package]]\nname = "b"\n',
    ],
    [
      'locks/pdm.lock',
      'pdm',
      '[[package]]\nfiles = [{file = "a", hash = "sha256:00"}]\n[[package]]\n',
    ],
    [
      'pylock.dev.toml',
      'pylock',
      '[[packages]]\nwheels = [{hashes = {sha256 = "00"}}]\n[[packages]]\n',
    ],
    [
      'Pipfile.lock',
      'pipfile',
      '{"_meta": {"hash": {}}, "default": {"a": {"version": "==1", "hashes": ["sha256:00"]}}, "develop": {"b": {"version": "==2"}}}',
    ],
    [
      'conda-lock.yml',
      'conda-lock',
      'package:\n- name: a\n  hash:\n    sha256: 00\n- name: b\n  hash: {}\n',
    ],
    [
      'linux.lock',
      'conda-explicit',
      `@EXPLICIT\nhttps://conda.example.org/a.conda#${'0'.repeat(32)}\nhttps://conda.example.org/b.conda\n`,
    ],
    [
      'pixi.lock',
      'pixi',
      'environments:\n  default:\n    packages:\n      linux-64:\n      - conda: https://a/b.conda\npackages:\n- conda: https://a/b.conda\n  sha256: 00\n- pypi: https://a/c.whl\n  sha256: 00\n',
    ],
  ])('knows %s by its nature', (path, format, text) => {
    expect(read(path, text)).toMatchObject({
      format,
      pinned: 2,
      hashed: format === 'pixi' ? 2 : 1,
      unpinned: [],
    });
  });

  it('finds what a Pipfile.lock leaves open', () => {
    expect(read('Pipfile.lock', '{"default": {"a": {"path": "."}, "b": null}}').unpinned).toEqual([
      { name: 'a', line: 1 },
      { name: 'b', line: 1 },
    ]);
  });

  it.each([
    ['environment.yml', 'dependencies:\n- numpy=2\n'],
    ['pyproject.toml', '[project]\n'],
    ['Pipfile.lock', 'not JSON'],
  ])('does not pretend to know %s', (path, text) => {
    expect(read(path, text)).toMatchObject({ format: 'unknown', pinned: 0 });
  });

  it.each([' ', '#', '-r ', '\\\n', '=', '[', 'a @ ://'])(
    'takes time in proportion to the length of a file of %j',
    (piece) => {
      const before = performance.now();
      read('requirements.txt', piece.repeat(Math.ceil(1_000_000 / piece.length)));
      expect(performance.now() - before).toBeLessThan(3_000);
    },
  );
});
