import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../../core/errors.ts';
import { githubContext } from '../context/github.ts';
import { tokenPermissions } from '../context/permissions.ts';
import { runnerContext } from '../context/runner.ts';
import { resolve, resolveTexts } from '../expression/template.ts';
import type { JobLog } from '../log/job-log.ts';
import type { RunFacts } from '../run/facts.ts';
import { stepScope, type JobInstance, type JobSession, type JobSignals } from './session.ts';

/** The folders of a job: a workspace two levels deep, as GitHub's runner makes it, and its temporary ones. */
async function makeFolders(root: string, repository: string): Promise<JobSession['folders']> {
  const name = repository.split('/')[1] ?? repository;
  const folders = {
    root,
    workspace: path.join(root, 'work', name, name),
    temporary: path.join(root, 'temp'),
    commands: path.join(root, 'commands'),
  };
  for (const folder of [folders.workspace, folders.temporary, folders.commands]) {
    await mkdir(folder, { recursive: true });
  }
  return folders;
}

/** Makes everything that the steps of a job share. */
export async function openSession(given: {
  readonly facts: RunFacts;
  readonly instance: JobInstance;
  readonly jobId: number;
  readonly signals: JobSignals;
  readonly log: JobLog;
}): Promise<JobSession> {
  const { facts, instance, jobId, signals, log } = given;
  const { settings, trigger, workflow } = facts;
  const tokens = settings.service.jobTokens(
    jobId,
    tokenPermissions(workflow.permissions, instance.job.permissions),
  );
  for (const secret of [...facts.secrets.values(), tokens.token, tokens.runtimeToken]) {
    log.masks.add(secret);
  }
  const root = path.join(settings.folder, `run-${facts.run.id}`, `job-${jobId}`);
  const folders = await makeFolders(root, trigger.repository);
  const eventPath = path.join(folders.temporary, 'event.json');
  await writeFile(eventPath, JSON.stringify(trigger.payload, undefined, 2));
  const toolCache = path.join(settings.cacheFolder, 'tools');
  await mkdir(toolCache, { recursive: true });
  return {
    facts,
    instance,
    folders,
    signals,
    log,
    tokens,
    github: githubContext(facts, {
      jobId: instance.job.id,
      token: tokens.token,
      workspace: folders.workspace,
      eventPath,
    }),
    runner: runnerContext({ temporary: folders.temporary, toolCache }),
    env: new Map(),
    paths: [],
    steps: new Map(),
    atEnd: [],
    locks: new Set(),
    survivors: [],
    failed: false,
  };
}

/** Evaluates `env` of the workflow, then that of the job, which sees the first. */
export function setEnvironment(session: JobSession): void {
  for (const templates of [session.facts.workflow.env, session.instance.job.env]) {
    const scope = stepScope(session, Object.fromEntries(session.env));
    for (const [name, value] of Object.entries(resolveTexts(templates, scope))) {
      session.env.set(name, value);
    }
  }
}

/** Refuses a job that asks for another operating system than this host's; other labels do not matter here. */
export function checkRunsOn(session: JobSession): void {
  const asked = resolve(session.instance.job.runsOn, stepScope(session, {}));
  const os = session.runner['os'] ?? '';
  if (typeof asked === 'object' && !Array.isArray(asked)) {
    throw new InputError(
      'runs-on',
      `Job \`${session.instance.job.id}\` wants a group of runners; the local runner has none, so give labels only.`,
    );
  }
  const foreign = [asked]
    .flat()
    .map(String)
    .find(
      (label) =>
        /^(windows|macos)/i.test(label) && !label.toLowerCase().startsWith(os.toLowerCase()),
    );
  if (foreign === undefined) return;
  throw new InputError(
    'runs-on',
    `Job \`${session.instance.job.id}\` wants \`runs-on: ${foreign}\`; the local runner has ${os} only.`,
  );
}
