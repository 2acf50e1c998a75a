import {
  type InstalledRepository,
  installations,
  installedRepositories,
} from '../../adapters/github/installations.ts';
import type { Identity } from '../../adapters/github/identity.ts';
import { passThrough } from '../../adapters/github/installation-client.ts';
import { emptyMemory, type GitHubRepository } from '../../adapters/github/repository.ts';
import { readOwnConfiguration } from '../review/configuration.ts';
import type { UpkeepContext } from './context.ts';
import { overdueTasks } from './overdue.ts';

/** So far back is looked where nobody knows when it was done last. */
const firstLookMs = 3 * 24 * 60 * 60_000;
/** GitHub's lists may lag, and clocks differ. */
const overlapMs = 10 * 60_000;

interface Note {
  /** Up to when everything has been looked at, in milliseconds since 1970. */
  readonly seenUntil: number;
  /** Where the look failed, and since when it is behind: `installation 5`, or `owner/repo`. */
  readonly behind: Readonly<Record<string, number>>;
}

/** More than these can't all be remembered; the rest is caught up by what happens there next. */
const mostBehind = 1_000;

/**
 * Looks at every repository for what should have been done and was not, since no delivery told of it: pull requests
 * without a verdict, those that were closed, runs of the default branch. Each becomes a job like any other. What can't be
 * looked at now keeps nothing else from being looked at, and is looked at from the same moment on the next time.
 */
export async function catchUp(context: UpkeepContext, text: string | null): Promise<string> {
  const { probot, now, signal, log } = context;
  const begun = now();
  // We have written it.
  const note = text === null ? null : (JSON.parse(text) as Note);
  const oldest = begun - firstLookMs;
  const seenUntil = Math.max(oldest, note?.seenUntil ?? oldest);
  const behind: Record<string, number> = {};
  const sinceOf = (name: string): number =>
    Math.max(oldest, Math.min(seenUntil, note?.behind[name] ?? seenUntil));
  const look = async (name: string, work: (since: number) => Promise<void>): Promise<void> => {
    const since = sinceOf(name);
    try {
      if (!signal.aborted) {
        await work(since);
        return;
      }
    } catch (error) {
      if (!signal.aborted) log.warn({ place: name, err: error }, `${name} is looked at later.`);
    }
    if (Object.keys(behind).length < mostBehind) behind[name] = since;
  };
  const us = await context.identity();
  for (const installation of await installations(await probot.auth())) {
    const name = `installation ${installation}`;
    await look(name, async (since) => {
      const octokit = await clientOf(context, installation);
      for (const found of await installedRepositories(octokit)) {
        await look(`${found.owner}/${found.repo}`, (own) =>
          catchUpRepository({ ...context, us }, octokit, installation, found, Math.min(own, since)),
        );
      }
    });
  }
  return JSON.stringify({ seenUntil: begun, behind } satisfies Note);
}

async function clientOf(
  { probot, limits, answers, signal }: UpkeepContext,
  installation: number,
): Promise<GitHubRepository['octokit']> {
  const passage = { installation, limits, answers, signal };
  return passThrough(await probot.auth(installation), passage);
}

async function catchUpRepository(
  context: UpkeepContext & { readonly us: Identity },
  octokit: GitHubRepository['octokit'],
  installation: number,
  { owner, repo, defaultBranch, pushedAt }: InstalledRepository,
  since: number,
): Promise<void> {
  const { limits, inbox, wake, withoutConfiguration } = context;
  limits.spare(installation);
  const name = `${owner}/${repo}`;
  // Nobody has pushed since: there is still none.
  if (pushedAt !== null && withoutConfiguration.get(name) === pushedAt) return;
  const repository: GitHubRepository = { octokit, owner, repo, memory: emptyMemory() };
  const { kind } = await readOwnConfiguration(repository, `refs/heads/${defaultBranch}`);
  if (kind === 'absent') {
    if (pushedAt !== null) withoutConfiguration.set(name, pushedAt);
    return;
  }
  const place = { installation, owner, repo, defaultBranch };
  const jobs = await overdueTasks(context, repository, place, new Date(since - overlapMs));
  await inbox.put(jobs);
  if (jobs.length > 0) wake();
}
