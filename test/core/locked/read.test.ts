import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLocked } from '../../../core/locked/read.ts';
import type { LockFile } from '../../../schemas/types.ts';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];

const read = (format: LockFile['format'], text: string, listed: readonly string[] = []) =>
  readLocked(format, text, (path) => listed.includes(path));

/** Name, version, digests and needs of what a lock file names. */
function named(format: LockFile['format'], text: string) {
  const found = read(format, text);
  return (found?.packages ?? []).map(({ name, version, hashes, needs }) => [
    name,
    version,
    hashes,
    needs,
  ]);
}

describe('the packages of a lock file', () => {
  it('are those of a requirements file that have one version; of others it is not whole', () => {
    const text = `# pinned
--index-url https://example.org/simple
numpy==2.3.0 \\
    --hash=sha256:${b} \\
    --hash=sha256:${a}
scikit_learn[plot] == 1.7.1 ; python_version >= "3.11"
`;
    expect(named('requirements', text)).toEqual([
      ['numpy', '2.3.0', [a, b], []],
      ['scikit-learn', '1.7.1', [], []],
    ]);
    expect(read('requirements', text)?.isWhole).toBeNull();
    for (const more of ['pandas>=2', 'x==1.*', '-r other.txt', '-e .', 'p @ https://a.b/p.whl']) {
      expect(read('requirements', `${text}${more}\n`)).toMatchObject({ isWhole: false });
      expect(named('requirements', `${text}${more}\n`)).toHaveLength(2);
    }
    expect(read('requirements', `${text}-r other.txt\n`, ['other.txt'])?.isWhole).toBeNull();
  });

  it('are those of uv, without the project itself, with what they need', () => {
    const text = `version = 1
[[package]]
name = "mine"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "pandas" }]
[[package]]
name = "pandas"
version = "2.2.3"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "numpy", marker = "python_version >= '3.11'" }]
sdist = { url = "https://a.b/p.tar.gz", hash = "sha256:${a}", size = 1 }
wheels = [{ url = "https://a.b/p.whl", hash = "sha256:${b}" }]
`;
    expect(named('uv', text)).toEqual([['pandas', '2.2.3', [a, b], ['numpy']]]);
    expect(read('uv', text)?.isWhole).toBe(true);
  });

  it('are those of Poetry, whose digests stood apart before, and of PDM', () => {
    const poetry = `[[package]]
name = "Pandas"
version = "2.2.3"
files = [{file = "p.whl", hash = "sha256:${a}"}]
[package.dependencies]
numpy = ">=1.26"
`;
    expect(named('poetry', poetry)).toEqual([['pandas', '2.2.3', [a], ['numpy']]]);
    const old = `[[package]]\nname = "numpy"\nversion = "1.2"\n[metadata.files]\nnumpy = [{file = "n.whl", hash = "sha256:${b}"}]\n`;
    expect(named('poetry', old)).toEqual([['numpy', '1.2', [b], []]]);
    const pdm = `[[package]]\nname = "pandas"\nversion = "2.2.3"\ndependencies = ["numpy>=1.26; python_version > '3'"]\n`;
    expect(named('pdm', pdm)).toEqual([['pandas', '2.2.3', [], ['numpy']]]);
  });

  it('are those of pylock.toml and of Pipfile.lock', () => {
    const pylock = `[[packages]]\nname = "numpy"\nversion = "2.3.0"\nwheels = [{name = "n.whl", hashes = {sha256 = "${a}"}}]\n`;
    expect(named('pylock', pylock)).toEqual([['numpy', '2.3.0', [a], []]]);
    const pipfile = JSON.stringify({
      _meta: { hash: { sha256: b } },
      default: { numpy: { version: '==2.3.0', hashes: [`sha256:${a}`] }, mine: { path: '.' } },
      develop: { pytest: { version: '==8.0.0' } },
    });
    expect(named('pipfile', pipfile)).toEqual([
      ['numpy', '2.3.0', [a], []],
      ['pytest', '8.0.0', [], []],
    ]);
    expect(read('pipfile', pipfile)?.isWhole).toBe(false);
  });

  it('are those of conda, conda-lock and pixi', () => {
    const url = 'https://conda.anaconda.org/conda-forge/linux-64/numpy-2.0.0-py312_0.conda';
    expect(named('conda-explicit', `@EXPLICIT\n${url}#${a}\n${url}#${'1'.repeat(32)}\n`)).toEqual([
      ['numpy', '2.0.0', [a], []],
      ['numpy', '2.0.0', [], []],
    ]);
    const condaLock = `package:\n- name: numpy\n  version: 2.0.0\n  manager: conda\n  url: ${url}\n  hash:\n    sha256: ${a}\n- name: joblib\n  version: 1.5.0\n  manager: pip\n  url: https://a.b/j.whl\n  hash:\n    sha256: ${b}\n`;
    expect(named('conda-lock', condaLock)).toEqual([
      ['numpy', '2.0.0', [a], []],
      ['joblib', '1.5.0', [b], []],
    ]);
    const pixi = `version: 6\nenvironments:\n  default:\n    packages:\n      linux-64:\n      - conda: ${url}\npackages:\n- conda: ${url}\n  sha256: ${a}\n- pypi: https://a.b/j.whl\n  name: joblib\n  version: 1.5.0\n  sha256: ${b}\n`;
    expect(named('pixi', pixi)).toEqual([
      ['numpy', '2.0.0', [a], []],
      ['joblib', '1.5.0', [b], []],
    ]);
  });

  it('are not known of what is no such file', () => {
    for (const format of ['uv', 'pipfile', 'pixi'] as const) {
      expect(read(format, '{[')).toBeNull();
    }
    expect(read('unknown', 'numpy==1.0')).toBeNull();
  });

  it('are read without an exception, whatever stands there', () => {
    const formats = ['requirements', 'uv', 'pipfile', 'conda-lock', 'conda-explicit'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...formats), fc.oneof(fc.string(), fc.json()), (format, text) => {
        expect(() => read(format, text)).not.toThrow();
        expect(() => read(format, `package = ${text}`)).not.toThrow();
        expect(() => read(format, `package: ${text}`)).not.toThrow();
      }),
    );
    expect(read('uv', `a = ${'['.repeat(100_000)}`)).toBeNull();
    expect(read('pixi', `a: ${'['.repeat(100_000)}`)).toBeNull();
  });
});
