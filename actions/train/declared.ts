import { executor } from '../../adapters/executors/index.ts';
import { checkOutputs, digestFiles, expand } from '../../adapters/files/index.ts';
import { readParameters } from '../../adapters/workspace/parameters.ts';
import { AssayError, InputError } from '../../core/errors.ts';
import { fingerprint } from '../../core/fingerprint/index.ts';
import { publicSource } from '../../core/version/source.ts';
import type { DataConfig, Environment, FileDigest, RunRecord } from '../../schemas/types.ts';
import type { Model } from '../open-model.ts';
import { writtenData } from '../written-data.ts';
import { environmentOf } from './repeat.ts';

/** What a model's configuration declares about its training, by content. */
export interface Declared {
  /** Inputs, parameter files and lock files, each once. */
  readonly inputs: readonly FileDigest[];
  readonly parameters: RunRecord['parameters'];
  readonly data: RunRecord['data'];
  /** Covers what was found; with a problem it is nobody's cache key. */
  readonly fingerprint: string;
  /** The first thing that is missing or can't be read, so that a record can still say so; null when there is none. */
  readonly problem: AssayError | null;
}

/** See `inputs` in schemas/run.schema.json. */
const mostInputs = 1_000;

/** Digests everything that a training depends on. What the user can mend is a problem of the answer, not an exception. */
export async function gatherDeclared(
  model: Model,
  environment: Promise<Environment>,
): Promise<Declared> {
  const { folder, config } = model;
  const { train } = config;
  const problems = new Problems();
  const digests = (key: string, paths: readonly string[] = []): Promise<FileDigest[]> =>
    digestAll(folder, key, paths, problems);

  await problems.attempt(() => checkOutputs(train.outputs));
  const inputs = await digests('train.inputs', train.inputs);
  const parameterFiles = await digests('train.params', train.params);
  const lock = await digests('train.lock', train.lock);
  const all = unique([...inputs, ...parameterFiles, ...lock]);
  if (all.length > mostInputs) {
    problems.add(
      new InputError(
        'too-many-inputs',
        `${model.name} names ${all.length} inputs, parameter and lock files; a record takes ${mostInputs}. Use patterns.`,
      ),
    );
  }
  const read = async (): Promise<RunRecord['parameters']> => {
    const files = parameterFiles.map(({ path }) => expand(folder, path));
    return readParameters(folder, (await Promise.all(files)).flat());
  };
  return {
    inputs: all.slice(0, mostInputs),
    parameters: (await problems.attempt(read)) ?? {},
    data: await dataSets(folder, config.data ?? {}, all, problems),
    fingerprint: fingerprint({
      command: train.run,
      inputs,
      parameters: parameterFiles,
      lock,
      // What is restored with the outputs, though it is no part of the model.
      outputs: [...train.outputs, ...writtenData(model, 'training')],
      executor: executorName(await environment),
      environment: environmentOf(model),
    }),
    problem: problems.first,
  };
}

/**
 * Where the command runs, as far as it decides the result: the runner's image without its weekly version, which would
 * empty the cache each time, and the Python.
 */
function executorName({ os, architecture, runner, python }: Environment): string {
  const [system = ''] = os.split(' ');
  const [image = ''] = runner.split(' ');
  return `${executor.id} ${system} ${architecture} ${image} python ${python ?? 'none'}`;
}

/** Keeps the first problem, and lets the rest be gathered. */
class Problems {
  first: AssayError | null = null;

  add(problem: AssayError): void {
    this.first ??= problem;
  }

  /** What a step gave, or null when it met a problem. Anything that is no AssayError is a defect, and thrown. */
  async attempt<Value>(step: () => Value | Promise<Value>): Promise<Value | null> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      this.add(error);
      return null;
    }
  }
}

async function digestAll(
  folder: string,
  key: string,
  paths: readonly string[],
  problems: Problems,
): Promise<FileDigest[]> {
  const found: FileDigest[] = [];
  for (const path of paths) {
    found.push(...((await problems.attempt(() => digestFiles(folder, [path], key))) ?? []));
  }
  return found;
}

/**
 * The declared data sets that are there before training; the others are digested after the evaluation, into its record.
 * Data that is an input as well is not read a second time.
 */
async function dataSets(
  folder: string,
  declared: Readonly<Record<string, DataConfig>>,
  inputs: readonly FileDigest[],
  problems: Problems,
): Promise<RunRecord['data']> {
  const data: RunRecord['data'] = {};
  for (const [name, config] of Object.entries(declared)) {
    if (config.written_by !== undefined) continue;
    const known = inputs.find(({ path }) => path === config.path);
    const [digest] =
      known === undefined
        ? await digestAll(folder, `data.${name}`, [config.path], problems)
        : [known];
    if (digest !== undefined) data[name] = { ...recorded(config), ...digest };
  }
  return data;
}

/** What the record says of a data set; its columns are the configuration's matter, and what opens its source is nobody's. */
function recorded({
  role,
  license,
  source,
}: DataConfig): Pick<DataConfig, 'role' | 'license' | 'source'> {
  return {
    ...(role === undefined ? {} : { role }),
    ...(license === undefined ? {} : { license }),
    ...(source === undefined ? {} : { source: publicSource(source) }),
  };
}

function unique(files: readonly FileDigest[]): FileDigest[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}
