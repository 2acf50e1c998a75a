/**
 * Makes the `dist/` of every action, those of `actions/` and the app's: TypeScript to JavaScript by tsc, then one bundle by ncc with all that
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
/** The folder of each action, and where it begins. */
const entries = {
  'actions/train': 'actions/train/main.ts',
  'actions/evaluate': 'actions/evaluate/main.ts',
  'actions/register': 'actions/register/main.ts',
  'actions/monitor': 'actions/monitor/main.ts',
  'actions/deploy': 'actions/deploy/main.ts',
  app: 'app/action/main.ts',
} as const;
type Folder = keyof typeof entries;
/** What runs in a thread of its own beside an action: where it begins, by its file in that action's `dist/`. */
const threads: Readonly<Partial<Record<Folder, Readonly<Record<string, string>>>>> = {
  app: { 'rule-worker.js': 'adapters/rules/worker.ts' },
};
const folders = Object.keys(entries) as Folder[];

const licenseFile = 'licenses.txt';

/** What is never loaded: cacache imports it to verify a cache on disk, and no action has one. */
const neverLoaded = ['p-map'];

/**
 * What is loaded only where it is needed: of a package that is imported late, ncc makes a file of its own, and writes the
 * licenses of that file in the place of all others. What is imported late must be named here.
 */
const lateLoaded = ['@aws-sdk/client-s3'];
const lateFile = /^\d+\.index\.js$/;

/** The files of a `dist/` by their name in it. */
type Dist = ReadonlyMap<string, Buffer>;

/** Compiles the sources into a folder. */
async function compile(folder: string): Promise<string> {
  const output = join(folder, 'out');
  const project = join(folder, 'tsconfig.json');
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { rootDir: root, outDir: output, noEmit: false, noCheck: true },
    files: [...Object.values(entries), ...Object.values(threads).flatMap(Object.values)].map(
      (entry) => join(root, String(entry)),
    ),
    include: [],
  };
  await writeFile(project, JSON.stringify(settings));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [tsc, '--project', project]);
  return output;
}

/** One entry with all that it imports: its code as `index.js`, what is loaded late beside it, and the licenses of all. */
async function pack(compiled: string, entry: string): Promise<Dist> {
  const path = join(compiled, entry.replace(/\.ts$/, '.js'));
  const options = {
    cache: false,
    minify: true,
    quiet: true,
    target: 'es2023',
    license: licenseFile,
  } as const;
  const { code, assets } = await ncc(path, { ...options, externals: neverLoaded });
  const files = new Map([['index.js', Buffer.from(code)]]);
  for (const [name, { source }] of Object.entries(assets)) files.set(name, Buffer.from(source));
  if ([...files.keys()].some((name) => lateFile.test(name))) {
    const first = await ncc(path, { ...options, externals: [...neverLoaded, ...lateLoaded] });
    const licenses = [first.assets[licenseFile]?.source, files.get(licenseFile)];
    files.set(licenseFile, Buffer.from(licenses.join('\n')));
  }
  return files;
}

/** Bundles one action, and what runs in threads beside it. */
async function bundle(compiled: string, folder: Folder): Promise<Dist> {
  const files = new Map<string, Buffer>();
  const packages: string[] = [];
  const comments: string[] = [];
  const parts = { 'index.js': entries[folder], ...threads[folder] };
  for (const [file, entry] of Object.entries(parts)) {
    const made = await pack(compiled, entry);
    for (const [path, source] of made) {
      if (path === licenseFile) packages.push(source.toString());
      else if (path === 'index.js' || lateFile.test(path)) {
        const separated = separateLicenses(source.toString());
        files.set(path === 'index.js' ? file : path, Buffer.from(separated.code));
        comments.push(...separated.licenses);
      } else files.set(path, source);
    }
  }
  const licenses = [groupLicenses(packages.join('\n')), ...new Set(comments), ''];
  files.set(licenseFile, Buffer.from(licenses.join('\n\n')));
  // Beside a bundle of modules stands what tells Node that it is one.
  files.set('package.json', Buffer.from('{"type":"module"}\n'));
  return files;
}

/** The `dist/` of every action, made in a folder that goes again. */
async function bundleAll(): Promise<ReadonlyMap<Folder, Dist>> {
  await mkdir(join(root, 'build'), { recursive: true });
  const scratch = await mkdtemp(join(root, 'build', 'bundle-'));
  // ncc numbers modules by their paths as seen from here: from a folder of the repository these are always the same,
  // whatever its own name is; from the system's temporary folder they would tell where the repository lies.
  process.chdir(scratch);
  try {
    const compiled = await compile(scratch);
    const all = new Map<Folder, Dist>();
    for (const folder of folders) all.set(folder, await bundle(compiled, folder));
    return all;
  } finally {
    process.chdir(root);
    await rm(scratch, { recursive: true, force: true });
  }
}

function distFolder(folder: Folder): string {
  return join(root, folder, 'dist');
}

async function write(folder: Folder, dist: Dist): Promise<void> {
  await rm(distFolder(folder), { recursive: true, force: true });
  for (const [path, content] of dist) {
    const target = join(distFolder(folder), path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

/** What is wrong with the committed `dist/` of an action, a line each. */
async function differences(folder: Folder, dist: Dist): Promise<readonly string[]> {
  const entries = await readdir(distFolder(folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const committed = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(distFolder(folder).length + 1));
  const paths = [...new Set([...dist.keys(), ...committed])].sort();
  const lines: string[] = [];
  for (const path of paths) {
    const wanted = dist.get(path);
    const found = await readFile(join(distFolder(folder), path)).catch(() => null);
    const place = `${folder}/dist/${path}`;
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
  for (const [folder, dist] of all) lines.push(...(await differences(folder, dist)));
  if (lines.length > 0) {
    console.error(
      `${lines.join('\n')}\nThe bundles are not what the sources make. Run \`npm run build\` and commit them.`,
    );
    process.exitCode = 1;
  }
} else {
  for (const [folder, dist] of all) {
    await write(folder, dist);
    const bytes = [...dist]
      .filter(([path]) => path.endsWith('.js'))
      .reduce((sum, [, { length }]) => sum + length, 0);
    console.log(`${folder}/dist: ${dist.size} files, ${(bytes / 1e6).toFixed(2)} MB of code`);
  }
}
