import { noStores } from '../../../adapters/registries/registry.ts';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Narrator } from '../../../app/action/outcome.ts';
import { runInJob } from '../../../app/action/run.ts';
import type { ActionSettings } from '../../../app/action/settings.ts';
import type { JobOutcome } from '../../../core/report/job-summary.ts';
import type { TokenPermissions, WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import { tokenPermissions } from '../../../sandbox/runner/context/permissions.ts';
import type { TestRepository } from './repository.ts';

const workflow = parse(
  readFileSync(new URL('../../../examples/workflows/assay.yml', import.meta.url), 'utf8'),
) as { readonly jobs: Readonly<Record<string, { readonly permissions: Record<string, string> }>> };

/** The jobs of the documented workflow. */
export type JobName = 'judge' | 'record' | 'act';

/** What the documented workflow lets a job do. */
export function permissionsOf(name: JobName): TokenPermissions {
  return tokenPermissions({}, workflow.jobs[name]?.permissions);
}

export interface JobOptions {
  readonly permissions?: TokenPermissions;
  readonly token?: string;
  readonly pullRequestToken?: string;
  readonly limitMs?: number;
  readonly cancelled?: AbortSignal;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** What a job did, and what it said. */
export interface PlayedJob {
  readonly outcomes: readonly JobOutcome[];
  readonly said: readonly string[];
  readonly warnings: readonly string[];
}

/** Does the app's work for the newest event of this name, as a job of the documented workflow. */
export async function playJob(
  repository: TestRepository,
  name: JobName,
  event: WorkflowTrigger['event'],
  options: JobOptions = {},
): Promise<PlayedJob> {
  const { world } = repository;
  const { actions, apiUrl } = world.github;
  const trigger = newest(repository, event);
  const run = actions.createRun({
    trigger,
    workflow: { path: '.github/workflows/assay.yml', name: 'Assay' },
  });
  const job = actions.createJob(run.id, name);
  const { token } = actions.jobTokens(job.id, options.permissions ?? permissionsOf(name));
  const { owner, repo } = repository.at;
  const settings: ActionSettings = {
    owner,
    repo,
    defaultBranch: 'main',
    apiUrl,
    event,
    payload: options.payload ?? trigger.payload,
    id: `run ${run.id} attempt 1`,
    token: options.token ?? token,
    pullRequestToken: options.pullRequestToken ?? null,
    stores: noStores,
  };
  const said: string[] = [];
  const warnings: string[] = [];
  const narrator: Narrator = {
    info: (sentence) => void said.push(sentence),
    warn: (sentence) => void warnings.push(sentence),
    trouble: () => undefined,
  };
  const { limitMs = 30_000, cancelled = new AbortController().signal } = options;
  try {
    const outcomes = await runInJob(settings, narrator, { limitMs, cancelled });
    return { outcomes, said, warnings };
  } finally {
    actions.updateJob(job.id, { status: 'completed', conclusion: 'success' });
    actions.updateRun(run.id, { status: 'completed', conclusion: 'success' });
    await world.settled();
  }
}

/** Of workflow runs those count that have ended, and not those of the app's own workflow. */
function newest({ world, name }: TestRepository, event: WorkflowTrigger['event']): WorkflowTrigger {
  const trigger = world.triggers.findLast(
    (one) =>
      one.repository === name &&
      one.event === event &&
      (one.ran === undefined || (one.ran.name !== 'Assay' && one.action === 'completed')),
  );
  if (trigger === undefined) throw new TypeError(`No ${event} in ${name}.`);
  return trigger;
}
