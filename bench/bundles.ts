import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Bench, Figure } from './figure.ts';

const actionsFolder = fileURLToPath(new URL('../actions', import.meta.url));

/** The code that a runner downloads and starts for each action: every `.js` of its `dist/`, in MB (10^6 bytes). */
export const bundles: Bench = {
  name: 'bundles',
  about: 'the size of the code that each action ships',
  async run() {
    const figures: Figure[] = [];
    const entries = await readdir(actionsFolder, { withFileTypes: true });
    for (const action of entries.filter((entry) => entry.isDirectory())) {
      const dist = `${actionsFolder}/${action.name}/dist`;
      const files = (await readdir(dist)).filter((name) => name.endsWith('.js'));
      const sizes = await Promise.all(
        files.map(async (name) => (await stat(`${dist}/${name}`)).size),
      );
      const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6;
      figures.push({
        name: `bundle-${action.name}`,
        value: megabytes,
        unit: 'MB',
        goal: { op: '<', number: 2 },
      });
    }
    return figures;
  },
};
