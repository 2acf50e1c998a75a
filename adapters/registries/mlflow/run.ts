import { InputError } from '../../../core/errors.ts';
import type { ModelFiles } from '../store.ts';
import { listWithin, textWithin } from './answers.ts';
import { ask, notMlflow, told } from './ask.ts';
import type { Client } from './client.ts';
import { requireServing } from './artifacts.ts';
import { notServing } from './failure.ts';
import { patiently } from './patiently.ts';
import { tagFilters, tagList, type Tags } from './tags.ts';
import { modelFolder, type Place, placeOfRun } from './place.ts';

/** A run that holds a model. */
export interface ModelRun {
  readonly id: string;
  readonly source: string;
}

/** The tags of a run by which that of a model is found. */
function namingTags({ model, artifact }: ModelFiles): Tags {
  return { 'assay.model': model, 'assay.digest': artifact.digest };
}

/**
 * The run whose artifacts are a model: one of the experiment `assay/<registered model>`, found by name and digest or
 * made, since MLflow takes only what lies in a run as a version. So the same model has the same place each time, whatever
 * number it gets. Throws an InputError for a server that passes no artifacts through, before it makes anything there.
 */
export async function placeOfModel(
  client: Client,
  name: string,
  files: ModelFiles,
): Promise<{ readonly place: Place; readonly isNew: boolean }> {
  const experiment = await patiently(client, () => experimentOf(client, `assay/${name}`));
  const { artifactUri, isNew } = await patiently(client, async () => {
    const found = await findRun(client, experiment, files);
    if (found !== null) return { artifactUri: found, isNew: false };
    return { artifactUri: await makeRun(client, experiment, files), isNew: true };
  });
  const place = placeOfRun(client.server, artifactUri);
  if (place !== null && place.root !== '') return { place, isNew };
  throw notServing(`The MLflow server at ${client.server.base}`);
}

async function experimentOf(client: Client, name: string): Promise<string> {
  const doing = `the experiment ${name}`;
  const find = () =>
    ask(
      client,
      {
        doing,
        endpoint: 'GET mlflow/experiments/get-by-name',
        arguments: { experiment_name: name },
      },
      ['RESOURCE_DOES_NOT_EXIST'],
    );
  const found = await find();
  if (found.kind === 'done') return checkedExperiment(client, name, found.value);
  await requireServing(client);
  // Somebody else may make it at this moment.
  await ask(client, { doing, endpoint: 'POST mlflow/experiments/create', arguments: { name } }, [
    'RESOURCE_ALREADY_EXISTS',
  ]);
  const made = await find();
  return checkedExperiment(client, name, made.kind === 'done' ? made.value : null);
}

function checkedExperiment(client: Client, name: string, answer: unknown): string {
  const experiment = (key: string): string => textWithin(answer, 'experiment', key);
  const id = experiment('experiment_id');
  if (id === '') throw notMlflow(client, `the experiment ${name}`);
  if (experiment('lifecycle_stage') === 'deleted') {
    throw new InputError(
      'mlflow-experiment',
      `The experiment ${name} was deleted at the MLflow server ${client.server.base}: restore it there (mlflow experiments restore -x ${id}), and run the job again.`,
    );
  }
  if (placeOfRun(client.server, experiment('artifact_location')) !== null) return id;
  throw new InputError(
    'mlflow-not-serving',
    `The experiment ${name} at the MLflow server ${client.server.base} keeps its artifacts elsewhere, and not through the server: start the server with --serve-artifacts and without a --default-artifact-root of another kind, rename that experiment, and run the job again. Nothing was registered.`,
  );
}

async function findRun(
  client: Client,
  experiment: string,
  files: ModelFiles,
): Promise<string | null> {
  const answer = await told(client, {
    doing: 'the search for the run of the model',
    endpoint: 'POST mlflow/runs/search',
    arguments: {
      experiment_ids: [experiment],
      filter: tagFilters(namingTags(files)).join(' and '),
      order_by: ['attribute.start_time ASC'],
      max_results: 1,
    },
  });
  const [run] = listWithin(answer, 'runs');
  if (run === undefined) return null;
  return textWithin(run, 'info', 'artifact_uri');
}

async function makeRun(client: Client, experiment: string, files: ModelFiles): Promise<string> {
  const answer = await told(client, {
    doing: 'the run of the model',
    endpoint: 'POST mlflow/runs/create',
    arguments: {
      experiment_id: experiment,
      run_name: `${files.model} ${files.artifact.digest.slice(0, 'sha256:'.length + 12)}`,
      start_time: Date.now(),
      tags: tagList(namingTags(files)),
    },
  });
  return textWithin(answer, 'run', 'info', 'artifact_uri');
}

/**
 * The run that a place belongs to, and the model's folder in it as MLflow calls it: only that is taken as the source of
 * a version. The run is over: from now on nothing is to be written there.
 */
export async function finishedRun(client: Client, place: Place): Promise<ModelRun> {
  const id = place.root.split('/').at(-2) ?? '';
  const doing = `the run ${id}`;
  const answer = await patiently(client, () =>
    told(client, { doing, endpoint: 'GET mlflow/runs/get', arguments: { run_id: id } }),
  );
  const info = (key: string): string => textWithin(answer, 'run', 'info', key);
  const artifactUri = info('artifact_uri').replace(/\/+$/, '');
  if (placeOfRun(client.server, artifactUri)?.root !== place.root) throw notMlflow(client, doing);
  if (info('status') !== 'FINISHED') {
    const end = { run_id: id, status: 'FINISHED', end_time: Date.now() };
    await patiently(client, () =>
      told(client, { doing, endpoint: 'POST mlflow/runs/update', arguments: end }),
    );
  }
  return { id, source: `${artifactUri}/${modelFolder}` };
}
