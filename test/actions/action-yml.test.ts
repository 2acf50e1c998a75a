import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Action } from '../../actions/action.ts';
import { appAction } from '../../app/action/inputs.ts';
import { deploy } from '../../actions/deploy/deploy.ts';
import { evaluate } from '../../actions/evaluate/evaluate.ts';
import { monitor } from '../../actions/monitor/monitor.ts';
import { register } from '../../actions/register/register.ts';
import { train } from '../../actions/train/train.ts';

const actions: readonly Pick<Action, 'name' | 'inputs' | 'outputs'>[] = [
  train,
  evaluate,
  register,
  monitor,
  deploy,
];
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every action with its folder, and the page that documents it. */
const all = [
  ...actions.map(({ name, inputs, outputs }) => ({
    name,
    inputs,
    outputs,
    folder: `actions/${name}`,
    page: `actions/${name}/README.md`,
  })),
  { ...appAction, folder: 'app', page: 'docs/run-without-a-server.md' },
];

interface Declared {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string;
}

interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, Declared>>;
  readonly outputs: Readonly<Record<string, Declared>>;
  readonly runs: unknown;
}

async function metadata(folder: string): Promise<Metadata> {
  return parse(await readFile(`${root}/${folder}/action.yml`, 'utf8')) as Metadata;
}

/** The rows of a README's table: the name in the first column, and the others. */
function tableRows(readme: string, heading: string): readonly (readonly [string, string[]])[] {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => new RegExp(`^\\| ${heading} +\\|`).test(line));
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) => {
    const [name = '', ...cells] = row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return [name.replaceAll('`', ''), cells];
  });
}

describe('the actions', () => {
  it('are those that have a folder', async () => {
    const entries = await readdir(`${root}/actions`, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders.toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
  });
});

describe.each(all)('$name', ({ name, inputs, outputs, folder, page }) => {
  it('declares in action.yml the inputs and outputs that it has', async () => {
    const declared = await metadata(folder);
    expect(Object.keys(declared.inputs)).toEqual([...inputs]);
    expect(Object.keys(declared.outputs)).toEqual([...outputs]);
  });

  it('runs its bundle on Node 24, and describes itself and everything that it declares', async () => {
    const declared = await metadata(folder);
    expect(declared.name).toBe(`Assay ${name}`);
    expect(declared.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
    const descriptions = [
      declared,
      ...Object.values(declared.inputs),
      ...Object.values(declared.outputs),
    ];
    for (const { description } of descriptions) expect(description).toMatch(/^.{10,}\.$/);
  });

  it('says the same on its page, with the permissions that a job needs', async () => {
    const readme = await readFile(`${root}/${page}`, 'utf8');
    const declared = await metadata(folder);
    const inputRows = Object.entries(declared.inputs).map(
      ([input, { description, required, ...rest }]) => {
        const fallback = rest.default === undefined ? '' : `\`${rest.default}\``;
        return [input, [required === true ? 'required' : fallback, description]] as const;
      },
    );
    const outputRows = Object.entries(declared.outputs).map(
      ([output, { description }]) => [output, [description]] as const,
    );
    expect(tableRows(readme, 'input')).toEqual(inputRows);
    if (outputs.length > 0) expect(tableRows(readme, 'output')).toEqual(outputRows);
    expect(readme).toMatch(/^Permissions of the job: `contents: (read|write)`/m);
    expect(readme).toContain(`uses: assay-dev/assay/${folder}@v1`);
  });
});
