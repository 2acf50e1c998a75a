import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { failed, ok, type Result } from '../../../core/result.ts';

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

function readYaml(file: string): Result<Mapping> {
  try {
    return ok(mapping(parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    return failed(`is not YAML: ${error instanceof Error ? error.message.trim() : String(error)}`);
  }
}

function readInputs(inputs: Mapping): ActionMetadata['inputs'] {
  return new Map(
    Object.entries(inputs).map(([name, value]) => {
      const input = mapping(value);
      return [
        name,
        {
          required: input['required'] === true,
          default: text(input['default']),
          deprecationMessage: text(input['deprecationMessage']),
        },
      ];
    }),
  );
}

/** Reads `action.yml` of a folder, or says what keeps this runner from running it; only Node 24 is run. */
export function readActionMetadata(folder: string): Result<ActionMetadata> {
  const name = ['action.yml', 'action.yaml'].find((file) => existsSync(path.join(folder, file)));
  if (name === undefined) return failed('there is no action.yml');
  const root = readYaml(path.join(folder, name));
  if (!root.ok) return failed(`its ${name} ${root.reason}`);
  const runs = mapping(root.value['runs']);
  const using = text(runs['using']) ?? 'nothing';
  if (using !== 'node24') {
    return failed(
      `its ${name} says \`using: ${using}\`, which the local runner does not do; it does \`node24\` only`,
    );
  }
  const scripts = { main: text(runs['main']), pre: text(runs['pre']), post: text(runs['post']) };
  if (scripts.main === undefined) return failed(`its ${name} has no \`runs.main\``);
  for (const [key, script] of Object.entries(scripts)) {
    if (script === undefined || existsSync(path.join(folder, script))) continue;
    return failed(
      `its ${name} says \`${key}: ${script}\`, but there is no such file; build the action first`,
    );
  }
  const within = (script: string | undefined): string | undefined =>
    script === undefined ? undefined : path.join(folder, script);
  return ok({
    folder,
    inputs: readInputs(mapping(root.value['inputs'])),
    main: path.join(folder, scripts.main),
    pre: within(scripts.pre),
    preIf: text(runs['pre-if']) ?? 'always()',
    post: within(scripts.post),
    postIf: text(runs['post-if']) ?? 'always()',
  });
}
