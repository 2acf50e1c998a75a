import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutSha } from '../adapters/workspace/checkout.ts';
import { type RecordsFolder, recordsFolder } from '../adapters/workspace/records.ts';
import { modelOf, readConfig } from '../core/config/read.ts';
import { InputError } from '../core/errors.ts';
import type { ModelConfig, Producer, WorkflowRun } from '../schemas/types.ts';
import type { Step } from './action.ts';
import { version } from './version.ts';

/** The model that a step is about. */
export interface Model {
  readonly name: string;
  readonly config: ModelConfig;
  /** Absolute path of the model's folder. */
  readonly folder: string;
  readonly records: RecordsFolder;
  /** The commit that is checked out. */
  readonly checkout: string;
}

/** Reads the configuration and finds the model of the input `model`. Throws InputErrors. */
export async function openModel(step: Step<'model' | 'config'>): Promise<Model> {
  const name = step.input('model');
  if (name === '') {
    throw new InputError(
      'no-model',
      'The input "model" is missing: name a model of the configuration.',
    );
  }
  return openModelNamed(step, name);
}

/** Reads the configuration and finds the model of this name. Throws InputErrors. */
export async function openModelNamed(step: Step<'config'>, name: string): Promise<Model> {
  const path = step.input('config');
  const text = await readConfiguration(step.job.workspace, path);
  const config = modelOf(readConfig(text, path), name, path);
  const folder = join(step.job.workspace, config.path ?? '.');
  if (!(await stat(folder).catch(() => null))?.isDirectory()) {
    throw new InputError(
      'no-folder',
      `The folder ${config.path ?? '.'} of the model ${name} does not exist: correct models.${name}.path in ${path}.`,
      { file: path },
    );
  }
  return {
    name,
    config,
    folder,
    records: recordsFolder(step.job.temporary, name),
    checkout: await checkoutSha(step.job.workspace),
  };
}

async function readConfiguration(workspace: string, path: string): Promise<string> {
  try {
    return await readFile(join(workspace, path), 'utf8');
  } catch (cause) {
    throw new InputError(
      'no-configuration',
      `There is no configuration at ${path}: add one, or name it in the input "config". The step actions/checkout must come first.`,
      { cause },
    );
  }
}

/** What every record of a step begins with. */
export interface Origin {
  createdAt: string;
  producer: Producer;
  repository: string;
  commit: string;
  workflow?: WorkflowRun;
  model: string;
}

/** The fields that say where a record comes from. */
export function origin(action: Producer['action'], step: Step<'model'>, model: Model): Origin {
  const { repository, commit, workflow } = step.job;
  return {
    createdAt: step.now().toISOString(),
    producer: { action, version },
    repository,
    commit,
    ...(workflow === null ? {} : { workflow }),
    model: model.name,
  };
}
