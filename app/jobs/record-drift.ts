import { branchHead, isOnBranch } from '../../adapters/github/branches.ts';
import { appendToLedger, listLedger, readEntry } from '../../adapters/github/ledger.ts';
import { statusOf } from '../../adapters/github/repository.ts';
import { modelOf } from '../../core/config/read.ts';
import { InputError } from '../../core/errors.ts';
import { pathTime } from '../../core/ledger/path.ts';
import type { Report } from '../../core/monitors/monitor.ts';
import { driftRecordOf, isRecordOf } from '../../core/monitors/record.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { DriftRecord, ModelConfig } from '../../schemas/types.ts';
import { configPath, type JobContext, producer } from '../context.ts';
import { readOwnConfiguration } from '../review/configuration.ts';
import type { Task } from './job.ts';

type DriftTask = Extract<Task, { kind: 'record-drift' }>;

/**
 * Puts on record what another monitor reports, once for each key, and has retraining look at it: at drift, and at the end
 * of it. What can't be recorded, such as a model that the configuration does not have, is told to whoever runs the app.
 */
export async function recordDrift(context: JobContext, task: DriftTask): Promise<void> {
  const { adapter, model, report } = task;
  const head = await branchHead(context.repository, context.defaultBranch);
  const config = await configured(context, head, model);
  if (!config.ok) {
    context.warn(`A report of ${adapter} about ${model} is refused: ${config.reason}`);
    return;
  }
  const found = (await recorded(context, task)) ?? (await record(context, task, head));
  if (found === null || config.value.retrain === undefined) return;
  // Also where it is on record already: we may have ended between the two, and what it waited for may be over.
  await context.enqueue(context.job, {
    kind: 'retrain',
    model: report.model,
    reason: { window: null, requestedBy: null },
  });
}

/** The model as the default branch has it; what is wrong is a sentence. */
async function configured(
  { repository, defaultBranch }: JobContext,
  head: string,
  model: string,
): Promise<Result<ModelConfig>> {
  const configuration = await readOwnConfiguration(repository, head);
  if (configuration.kind === 'absent') {
    return failed(`There is no ${configPath} on ${defaultBranch}.`);
  }
  if (configuration.kind === 'wrong') return failed(configuration.problem);
  try {
    return ok(modelOf(configuration.config, model, configPath));
  } catch (error) {
    if (error instanceof InputError) return failed(error.message);
    throw error;
  }
}

/** The record of this report, where there is one. It is of the report's own time, which is a part of its path. */
async function recorded(
  { repository }: JobContext,
  { adapter, report }: DriftTask,
): Promise<Readonly<DriftRecord> | null> {
  const time = pathTime(report.at);
  for (const entry of await listLedger(repository)) {
    if (entry.kind !== 'drift' || entry.model !== report.model || entry.time !== time) continue;
    const known = await readEntry(repository, entry, 'drift');
    if (known !== null && isRecordOf(known, adapter, report)) return known;
  }
  return null;
}

async function record(
  context: JobContext,
  { adapter, reportedBy, report }: DriftTask,
  head: string,
): Promise<Readonly<DriftRecord> | null> {
  const { repository, defaultBranch } = context;
  if (report.commit !== null && !(await isKnown(context, report))) {
    context.warn(
      `A report of ${adapter} about ${report.model} is refused: its commit ${report.commit} is not on ${defaultBranch}.`,
    );
    return null;
  }
  const made = driftRecordOf(report, {
    adapter,
    reportedBy,
    repository: `${repository.owner}/${repository.repo}`,
    commit: head,
    producer,
    now: context.now(),
  });
  if (!made.ok) {
    context.warn(made.reason);
    return null;
  }
  await appendToLedger(repository, [made.value]);
  return made.value;
}

/** Whether the commit that a report names is one of the default branch. */
async function isKnown(
  { repository, defaultBranch }: JobContext,
  { commit }: Report,
): Promise<boolean> {
  try {
    return commit !== null && (await isOnBranch(repository, commit, defaultBranch));
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 422) return false;
    throw error;
  }
}
