import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ncc from '@vercel/ncc';
import type { Bench, Figure } from './figure.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

const [core, artifact, cache, github, s3] = [
  '@actions/core',
  '@actions/artifact',
  '@actions/cache',
  '@actions/github',
  '@aws-sdk/client-s3',
] as const;

/** The clients, of GitHub and of object stores, that each action speaks through. That of S3 is loaded only for s3://. */
const clients = {
  train: [core, artifact, cache],
  evaluate: [core, artifact, github, s3],
  register: [core, artifact, github],
  monitor: [core, artifact, s3],
  app: [core],
} as const;

/** The code that a runner downloads and starts for each action, in MB (10^6 bytes), beside its clients alone. */
export const bundles: Bench = {
  name: 'bundles',
  about: 'the size of the code that each action ships',
  async run() {
    const figures: Figure[] = [];
    for (const [action, names] of Object.entries(clients)) {
      const folder = action === 'app' ? action : join('actions', action);
      const value = await shippedMegabytes(join(projectFolder, folder, 'dist'));
      const floor = await bundledMegabytes(names);
      console.log(
        `  ${action}: of ${value.toFixed(2)} MB, ${names.join(', ')} alone: ${floor.toFixed(2)}`,
      );
      figures.push(figureOf(action, value, floor));
    }
    return figures;
  },
};

/**
 * The clients alone are larger than the 2 MB that a bundle should stay under, so what Assay adds to them is held to
 * that. The app has the rules' language twice, since a thread is a file of its own, the verification of signatures, and all
 * registries.
 */
function figureOf(action: string, value: number, floor: number): Figure {
  if (floor < 2) {
    return { name: `bundle-${action}`, value, unit: 'MB', goal: { op: '<', number: 3.5 } };
  }
  const name = `bundle-${action}-beyond-clients`;
  return { name, value: value - floor, unit: 'MB', goal: { op: '<', number: 2 } };
}

async function shippedMegabytes(dist: string): Promise<number> {
  const files = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(dist, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

/** What these packages come to, bundled as the actions are. */
async function bundledMegabytes(packages: readonly string[]): Promise<number> {
  await mkdir(join(projectFolder, 'build'), { recursive: true });
  const folder = await mkdtemp(join(projectFolder, 'build', 'bench-'));
  try {
    const entry = join(folder, 'main.js');
    const lines = packages.map((name, index) => `import * as p${index} from '${name}';`);
    const used = `console.log(${packages.map((_, index) => `p${index}`).join(', ')});`;
    await writeFile(entry, [...lines, used].join('\n'));
    const { code } = await ncc(entry, {
      cache: false,
      minify: true,
      quiet: true,
      target: 'es2023',
      externals: [],
      license: '',
    });
    return Buffer.byteLength(code) / 1e6;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
