/**
 * Makes `actions/<name>/dist/` of every action: TypeScript to JavaScript by tsc, then one bundle by ncc with all that
 * it imports, minified, with the licenses beside it. The bytes depend on the sources and the lock file only, not on where they
 * lie. `--check` writes nothing and fails, with a list, where what is committed differs.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import ncc from '@vercel/ncc';
import { groupLicenses, separateLicenses } from './licenses.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = ['train', 'evaluate', 'register', 'monitor'] as const;
type Name = (typeof names)[number];

const licenseFile = 'licenses.txt';

/** The files of a `dist/` by their name in it. */
type Dist = ReadonlyMap<string, Buffer>;

/** Compiles the sources into a folder. */
async function compile(folder: string): Promise<string> {
  const output = join(folder, 'out');
  const project = join(folder, 'tsconfig.json');
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { rootDir: root, outDir: output, noEmit: false, noCheck: true },
    files: names.map((name) => join(root, 'actions', name, 'main.ts')),
    include: [],
  };
  await writeFile(project, JSON.stringify(settings));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [tsc, '--project', project]);
  return output;
}

/** Bundles one action. */
async function bundle(compiled: string, name: Name): Promise<Dist> {
  const { code, assets } = await ncc(join(compiled, 'actions', name, 'main.js'), {
    cache: false,
    minify: true,
    quiet: true,
    target: 'es2023',
    license: licenseFile,
  });
  const separated = separateLicenses(code);
  const files = new Map<string, Buffer>([['index.js', Buffer.from(separated.code)]]);
  for (const [path, { source }] of Object.entries(assets)) files.set(path, Buffer.from(source));
  const packages = groupLicenses(files.get(licenseFile)?.toString() ?? '');
  files.set(licenseFile, Buffer.from([packages, ...separated.licenses, ''].join('\n\n')));
  // Beside a bundle of modules stands what tells Node that it is one.
  files.set('package.json', Buffer.from('{"type":"module"}\n'));
  return files;
}

/** The `dist/` of every action, made in a folder that goes again. */
async function bundleAll(): Promise<ReadonlyMap<Name, Dist>> {
  await mkdir(join(root, 'build'), { recursive: true });
  const folder = await mkdtemp(join(root, 'build', 'bundle-'));
  // ncc numbers modules by their paths as seen from here: from a folder of the repository these are always the same,
  // whatever its own name is; from the system's temporary folder they would tell where the repository lies.
  process.chdir(folder);
  try {
    const compiled = await compile(folder);
    const all = new Map<Name, Dist>();
    for (const name of names) all.set(name, await bundle(compiled, name));
    return all;
  } finally {
    process.chdir(root);
    await rm(folder, { recursive: true, force: true });
  }
}

function distFolder(name: Name): string {
  return join(root, 'actions', name, 'dist');
}

async function write(name: Name, dist: Dist): Promise<void> {
  await rm(distFolder(name), { recursive: true, force: true });
  for (const [path, content] of dist) {
    const target = join(distFolder(name), path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

/** What is wrong with the committed `dist/` of an action, a line each. */
async function differences(name: Name, dist: Dist): Promise<readonly string[]> {
  const entries = await readdir(distFolder(name), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const committed = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(distFolder(name).length + 1));
  const paths = [...new Set([...dist.keys(), ...committed])].sort();
  const lines: string[] = [];
  for (const path of paths) {
    const wanted = dist.get(path);
    const found = await readFile(join(distFolder(name), path)).catch(() => null);
    const place = `actions/${name}/dist/${path}`;
    if (wanted === undefined) lines.push(`${place} is not made by the build`);
    else if (found === null) lines.push(`${place} is missing`);
    else if (!found.equals(wanted)) lines.push(`${place} differs`);
  }
  return lines;
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const all = await bundleAll();
if (values.check) {
  const lines: string[] = [];
  for (const [name, dist] of all) lines.push(...(await differences(name, dist)));
  if (lines.length > 0) {
    console.error(
      `${lines.join('\n')}\nThe bundles are not what the sources make. Run \`npm run build\` and commit them.`,
    );
    process.exitCode = 1;
  }
} else {
  for (const [name, dist] of all) {
    await write(name, dist);
    const bytes = [...dist]
      .filter(([path]) => path.endsWith('.js'))
      .reduce((sum, [, { length }]) => sum + length, 0);
    console.log(`actions/${name}/dist: ${dist.size} files, ${(bytes / 1e6).toFixed(2)} MB of code`);
  }
}
