import type { Probot } from 'probot';
import { createCache, createShortCache, createTextCache, type Cache } from './cache.ts';
import type { Request } from '../../core/proposal/requester.ts';
import type { StoredEntry } from './stored-entry.ts';

/** A client of GitHub's API: the app's own as an installation, or an action's with its token. */
export type Octokit = Pick<
  Awaited<ReturnType<Probot['auth']>>,
  'rest' | 'paginate' | 'request' | 'graphql'
>;

/** One repository at GitHub, and what is remembered of it. */
export interface GitHubRepository {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
  readonly memory: Memory;
}

/** What GitHub answered and what cannot change, so that it isn't asked again; and ids of what we wrote. */
export interface Memory {
  /** Text of a file at a commit. Key: commit and path. */
  readonly files: Cache<string>;
  /** Key: `base...head`. */
  readonly comparisons: Cache<Comparison>;
  /** The entries of a folder by their names, for an hour. Key: the sha of its tree, or of the commit whose root it is. */
  readonly trees: Cache<ReadonlyMap<string, TreeEntry>>;
  /** Text of a blob. Key: its sha. */
  readonly blobs: Cache<string>;
  /** The ledger's entries. Key: its commit. */
  readonly ledgers: Cache<readonly StoredEntry[]>;
  /** The head of a pull request as it was read last, and when GitHub had changed it last. Key: its number. */
  readonly heads: Cache<{ readonly sha: string; readonly updatedAt: string }>;
  /** Who is behind a pull request of ours, by its commits. Key: its number and head. */
  readonly requests: Cache<Request>;
  /** Our comment on a pull request. Key: number and marker. */
  readonly comments: Cache<{ readonly id: number; readonly body: string }>;
  /** Our check run at a commit. Key: commit and name. */
  readonly checkRuns: Cache<KnownCheck>;
  /** The organisation's policy as it was read last, for a few minutes. Key: the owner. */
  readonly policies: Cache<PolicyText>;
}

/** What git has of a name in a folder. */
export interface TreeEntry {
  /** As git writes it: `100644` a file, `040000` a folder, `120000` a symbolic link. */
  readonly mode: string;
  readonly sha: string;
}

/** Our check run at a commit. */
export interface KnownCheck {
  readonly id: number;
  /** What it said last, as JSON; null where that may have changed. */
  readonly said: string | null;
  /** What it marks in the files: GitHub only adds to these. */
  readonly annotations: readonly Annotation[];
}

/** A finding at a line of a file, as GitHub shows it beside the line. All of it is plain text. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

/** What GitHub shows us where the organisation's policy should be. */
export type PolicyText =
  | { readonly kind: 'text'; readonly text: string }
  /** There is none, or we may not see it: GitHub says the same of both. */
  | { readonly kind: 'absent' }
  /** A folder, or something else that is no file. */
  | { readonly kind: 'no-file' };

/** What lies between two commits. */
export interface Comparison {
  readonly mergeBase: string;
  /** Paths of the changed files, a renamed one under both names. */
  readonly paths: readonly string[];
  /** False where GitHub lists only a part of the files. */
  readonly complete: boolean;
}

/** Records may have megabytes each. Files are configurations and states of environments, and small. */
const mostBlobCharacters = 16 * 2 ** 20;
const mostFileCharacters = 4 * 2 ** 20;
const mostTreeEntries = 200_000;
const treesMs = 60 * 60_000;
/** So late may a changed policy be noticed, unless somebody asks to judge again. */
const policyMs = 5 * 60_000;

/** A memory of policies, which the repositories of an organisation may share. */
export function emptyPolicies(): Memory['policies'] {
  return createShortCache(1_000, {
    ttlMs: policyMs,
    mostCharacters: mostFileCharacters,
    charactersOf: (found) => (found.kind === 'text' ? found.text.length : 1),
  });
}

/** An empty memory. It may be thrown away at any time: everything in it can be asked of GitHub again. */
export function emptyMemory(policies: Memory['policies'] = emptyPolicies()): Memory {
  return {
    files: createTextCache(2_000, mostFileCharacters),
    comparisons: createCache(1_000),
    trees: createShortCache(2_000, {
      ttlMs: treesMs,
      mostCharacters: mostTreeEntries,
      charactersOf: ({ size }) => size,
    }),
    blobs: createTextCache(5_000, mostBlobCharacters),
    ledgers: createCache(20),
    heads: createCache(2_000),
    requests: createCache(1_000),
    comments: createCache(2_000),
    checkRuns: createCache(2_000),
    policies,
  };
}

/** A memory without what others may have changed since: what never changes stays. */
export function withoutChangeable(memory: Memory): Memory {
  const { heads, comments, checkRuns } = emptyMemory();
  return { ...memory, heads, comments, checkRuns };
}

/** `owner` and `repo` as every call wants them. */
export function at({ owner, repo }: GitHubRepository): { owner: string; repo: string } {
  return { owner, repo };
}

/**
 * For a call that makes something which GitHub would make twice. Octokit doesn't try it again by itself, since the answer
 * may have been lost, not the request: the whole job is tried again, and looks first.
 */
export const onlyOnce = { request: { retries: 0 } } as const;

/** The HTTP status of a failed call; null when it failed otherwise. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  return typeof error.status === 'number' ? error.status : null;
}

/** GitHub's own words for why it refused a call, without its link and without a full stop. */
export function refusalWords(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return message.replace(/ - https?:.*$/s, '').replace(/\.$/, '');
}

/** The answer, or null where GitHub says 404. */
export async function orNull<Value>(call: Promise<Value>): Promise<Value | null> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
