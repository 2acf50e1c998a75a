import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ncc from '@vercel/ncc';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.cache', 'bench', 'bundled');

/**
 * A script of `bench/sides` as one bundle, made as those of the actions are: what people run loads no TypeScript and no
 * hundred files, which would be most of the memory that is measured.
 */
export async function bundled(script: string): Promise<string> {
  const compiled = join(folder, 'out');
  const project = join(folder, 'tsconfig.json');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { rootDir: root, outDir: compiled, noEmit: false, noCheck: true },
    files: [join(root, 'bench', 'sides', script)],
    include: [],
  };
  await writeFile(project, JSON.stringify(settings));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [tsc, '--project', project]);
  const entry = join(compiled, 'bench', 'sides', script.replace(/\.ts$/, '.js'));
  const { code, assets } = await ncc(entry, {
    cache: false,
    minify: true,
    quiet: true,
    target: 'es2023',
    license: 'licenses.txt',
    externals: [],
  });
  for (const [name, { source }] of Object.entries(assets)) {
    await writeFile(join(folder, name), source);
  }
  await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
  const bundle = join(folder, 'index.js');
  await writeFile(bundle, code);
  return bundle;
}
