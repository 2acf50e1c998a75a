import { InputError } from '../../core/errors.ts';
import { parseJson } from '../../core/metric-files/json.ts';
import { type MlflowAnswer, readMlflowAnswer } from '../../core/metric-files/mlflow-answer.ts';
import { reportedMetrics } from '../../core/metric-files/reported.ts';
import type { MlflowConfig, ReportedMetrics } from '../../schemas/types.ts';
import { expand } from '../files/index.ts';
import { mlflowAuthorization, type Variables } from '../mlflow/credentials.ts';
import { type Answer, getText, type Patience, usualPatience } from './mlflow-request.ts';
import { fileSource, readText } from './read-text.ts';

/**
 * The newest value of each metric of the run whose id training left in a file, asked of an MLflow tracking server by
 * its REST API 2.0. The entry is named as that file, since the id of a run is another each time. Credentials come
 * from MLflow's own `variables`, and are never shown. Throws an InputError for a run that is not there, is deleted or
 * has no metrics, and an UnavailableError when the server does not do its part.
 */
export async function readMlflowMetrics(
  folder: string,
  config: MlflowConfig,
  variables: Variables,
  patience: Patience = usualPatience,
): Promise<ReportedMetrics> {
  const address = apiAddress(config.tracking_uri);
  const runId = await readRunId(folder, config.run);
  address.searchParams.set('run_id', runId);
  const authorization = mlflowAuthorization(variables);
  const headers = {
    accept: 'application/json',
    ...(authorization === null ? {} : { authorization }),
  };
  const answer = await getText(address, headers, patience);
  requireSuccess(answer, address, runId, authorization !== null);
  const { metrics } = runOf(answer, address, runId);
  if (metrics.length > 0) return reportedMetrics(fileSource(folder, config.run), metrics);
  throw new InputError(
    'no-values',
    `The MLflow run ${runId} at ${address.origin} has no metrics: let the training log them before it ends.`,
  );
}

function apiAddress(trackingUri: string): URL {
  const base = URL.parse(trackingUri);
  const isPlain =
    base !== null && `${base.username}${base.password}${base.search}${base.hash}` === '';
  if (!isPlain || !/^https?:$/.test(base.protocol)) {
    // Not shown: it may hold a password.
    throw new InputError(
      'mlflow-address',
      'evaluate.mlflow.tracking_uri must be an address such as https://mlflow.example.org, without a name, a password or a query in it: set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, in the environment of the step.',
    );
  }
  return new URL(`${base.pathname.replace(/\/+$/, '')}/api/2.0/mlflow/runs/get`, base.origin);
}

async function readRunId(folder: string, path: string): Promise<string> {
  const [file, second] = await expand(folder, path);
  if (file === undefined || second !== undefined) {
    throw new InputError(
      'no-mlflow-run',
      `evaluate.mlflow.run names ${path}, which must be one file in the model's folder: let the training write the id of its run there.`,
    );
  }
  const id = (await readText(folder, file)).trim();
  if (/^[A-Za-z0-9][\w-]{0,255}$/.test(id)) return id;
  throw new InputError(
    'no-mlflow-run',
    `${path} must hold the id of an MLflow run and nothing else: let the training write mlflow.active_run().info.run_id there.`,
    fileSource(folder, file),
  );
}

function requireSuccess(
  { status, text }: Answer,
  { origin }: URL,
  runId: string,
  authorized: boolean,
): void {
  if (status === 200) return;
  if (status === 401 || status === 403) {
    const what = authorized
      ? 'refuses the credentials in MLFLOW_TRACKING_*: check that they are right, and may read this run'
      : 'asks for credentials: set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, in the environment of the step';
    throw new InputError('mlflow-refused', `The MLflow server at ${origin} ${what}.`);
  }
  if (text.includes('RESOURCE_DOES_NOT_EXIST')) {
    throw new InputError(
      'no-mlflow-run',
      `The MLflow server at ${origin} knows no run ${runId}: check that the training logged to this server, and wrote the id of this run.`,
    );
  }
  throw new InputError(
    'mlflow-answer',
    `The MLflow server at ${origin} answered with the status ${status}: check that evaluate.mlflow.tracking_uri is the address under which its API lies.`,
  );
}

function runOf({ text }: Answer, { origin }: URL, runId: string): MlflowAnswer {
  const run = readMlflowAnswer(parsed(text, origin));
  if (run === null) {
    throw new InputError(
      'mlflow-answer',
      `What the server at ${origin} answered is no run of MLflow: check evaluate.mlflow.tracking_uri; Assay reads the REST API 2.0.`,
    );
  }
  if (run.runId === runId && !run.deleted) return run;
  throw new InputError(
    'no-mlflow-run',
    `The MLflow server at ${origin} has the run ${runId} ${run.deleted ? 'as a deleted one' : 'under another id'}: let the training log a run, and write its id.`,
  );
}

function parsed(text: string, origin: string): unknown {
  try {
    return parseJson(text, { name: 'The answer' });
  } catch (cause) {
    throw new InputError(
      'mlflow-answer',
      `What the server at ${origin} answered is not JSON: check that evaluate.mlflow.tracking_uri is the address of an MLflow server, and that no login page lies before it.`,
      { cause },
    );
  }
}
