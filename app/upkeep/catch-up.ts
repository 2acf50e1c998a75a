import {
  type InstalledRepository,
  installations,
  installedRepositories,
} from '../../adapters/github/installations.ts';
import { passThrough } from '../../adapters/github/installation-client.ts';
import { emptyMemory, type GitHubRepository } from '../../adapters/github/repository.ts';
import { RateLimitedError } from '../../core/errors.ts';
import { readConfiguration } from '../review/configuration.ts';
import type { UpkeepContext } from './context.ts';
import { overdueTasks } from './overdue.ts';

/** So far back is looked where nobody knows when it was done last. */
const firstLookMs = 3 * 24 * 60 * 60_000;
/** GitHub's lists may lag, and clocks differ. */
const overlapMs = 10 * 60_000;

interface Note {
  /** Up to when everything has been looked at. */
  readonly seenUntil: number;
}

/**
 * Looks at every repository for what should have been done and was not, since no delivery told of it: pull requests
 * without a verdict, those that were closed, runs of the default branch. Each becomes a job like any other.
 */
export async function catchUp(context: UpkeepContext, text: string | null): Promise<string> {
  const { probot, now, signal, log } = context;
  const begun = now();
  const note = text === null ? null : (JSON.parse(text) as Note);
  const seenUntil = note?.seenUntil ?? begun - firstLookMs;
  const since = new Date(seenUntil - overlapMs);
  let whole = true;
  for (const installation of await installations(await probot.auth())) {
    if (signal.aborted) break;
    try {
      await catchUpInstallation(context, installation, since);
    } catch (error) {
      whole = false;
      if (signal.aborted || !(error instanceof RateLimitedError)) throw error;
      log.info({ installation, err: error }, 'An installation is looked at later.');
    }
  }
  const next: Note = { seenUntil: whole && !signal.aborted ? begun : seenUntil };
  return JSON.stringify(next);
}

async function catchUpInstallation(
  context: UpkeepContext,
  installation: number,
  since: Date,
): Promise<void> {
  const { probot, limits, answers, signal, inbox, wake, log } = context;
  const octokit = passThrough(await probot.auth(installation), {
    installation,
    limits,
    answers,
    signal,
  });
  for (const { owner, repo, defaultBranch } of await installedRepositories(octokit)) {
    if (signal.aborted) return;
    limits.spare(installation);
    const repository: GitHubRepository = { octokit, owner, repo, memory: emptyMemory() };
    try {
      if (!(await usesAssay(repository, defaultBranch))) continue;
      const place = { installation, owner, repo, defaultBranch };
      const us = await context.identity();
      const jobs = await overdueTasks({ ...context, us }, repository, place, since);
      await inbox.put(jobs);
      if (jobs.length > 0) wake();
    } catch (error) {
      // One repository that can't be read keeps no other from being looked at.
      if (signal.aborted || error instanceof RateLimitedError) throw error;
      log.warn(
        { repository: `${owner}/${repo}`, err: error },
        'A repository could not be looked at.',
      );
    }
  }
}

async function usesAssay(
  repository: GitHubRepository,
  defaultBranch: InstalledRepository['defaultBranch'],
): Promise<boolean> {
  const { kind } = await readConfiguration(repository, `refs/heads/${defaultBranch}`);
  return kind !== 'absent';
}
