import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { InputError } from '../../../core/errors.ts';

/** One input of an action. */
export interface ActionInput {
  readonly required: boolean;
  /** May hold expressions, such as `${{ github.token }}`. */
  readonly default: string | undefined;
  readonly deprecationMessage: string | undefined;
}

/** A JavaScript action, as its `action.yml` says. */
export interface ActionMetadata {
  readonly folder: string;
  readonly inputs: ReadonlyMap<string, ActionInput>;
  readonly main: string;
  readonly pre: string | undefined;
  readonly preIf: string;
  readonly post: string | undefined;
  readonly postIf: string;
}

type Mapping = Readonly<Record<string, unknown>>;

function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null ? (value as Mapping) : {};
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function script(folder: string, runs: Mapping, key: string): string | undefined {
  const name = text(runs[key]);
  if (name === undefined) return undefined;
  const file = path.join(folder, name);
  if (!existsSync(file)) {
    throw new InputError(
      'action',
      `${path.join(folder, 'action.yml')} names \`${key}: ${name}\`, but there is no such file; build the action first.`,
    );
  }
  return file;
}

/** Reads `action.yml` of a folder. Throws an `InputError` for what is not a JavaScript action for Node 24. */
export async function readActionMetadata(folder: string): Promise<ActionMetadata> {
  const file = ['action.yml', 'action.yaml']
    .map((name) => path.join(folder, name))
    .find((name) => existsSync(name));
  if (file === undefined) {
    throw new InputError(
      'action',
      `There is no action.yml in ${folder}; is the repository checked out before this step?`,
    );
  }
  const root = mapping(parse(await readFile(file, 'utf8')));
  const runs = mapping(root['runs']);
  const using = text(runs['using']) ?? 'nothing';
  if (using !== 'node24') {
    throw new InputError(
      'action',
      `${file}: \`runs.using: ${using}\` is not run by the local runner, which runs \`node24\` only.`,
    );
  }
  const main = script(folder, runs, 'main');
  if (main === undefined) throw new InputError('action', `${file}: \`runs.main\` is missing.`);
  const inputs = Object.entries(mapping(root['inputs'])).map(([name, value]) => {
    const input = mapping(value);
    return [
      name,
      {
        required: input['required'] === true,
        default: text(input['default']),
        deprecationMessage: text(input['deprecationMessage']),
      },
    ] as const;
  });
  return {
    folder,
    inputs: new Map(inputs),
    main,
    pre: script(folder, runs, 'pre'),
    preIf: text(runs['pre-if']) ?? 'always()',
    post: script(folder, runs, 'post'),
    postIf: text(runs['post-if']) ?? 'always()',
  };
}
