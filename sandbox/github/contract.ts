/**
 * What the embedded GitHub offers to code in the same process: the story, the runner and the tests.
 * Everything else goes over HTTP, as it would to github.com.
 */

/** `owner/name`. */
export type RepositoryName = string;

export type Permission = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** GitHub App or workflow permissions, such as `{ contents: 'write' }`. */
export type TokenPermissions = Readonly<Record<string, 'read' | 'write' | 'none'>>;

/** What only a person with a browser does on github.com, or what GitHub does by itself. */
export interface Admin {
  createUser(login: string): { readonly login: string; readonly token: string };
  /** Of an owner of repositories, too, that nobody signs in as. */
  createOrganization(login: string): void;
  /** Makes a team of active members; the organization too, unless it is there. */
  createTeam(organization: string, slug: string, members: readonly string[]): void;
  /** Puts a person into a team, changes how the person belongs to it, or with null takes the person out. */
  setTeamMember(
    organization: string,
    slug: string,
    login: string,
    membership: {
      readonly role: 'member' | 'maintainer';
      readonly state: 'active' | 'pending';
    } | null,
  ): void;
  createRepository(options: {
    readonly name: RepositoryName;
    readonly private?: boolean;
    readonly defaultBranch?: string;
  }): Promise<void>;
  setPermission(repository: RepositoryName, login: string, permission: Permission): void;
  protectBranch(
    repository: RepositoryName,
    branch: string,
    rule: { readonly requiredChecks: readonly string[] },
  ): void;
  /** The setting "Allow auto-merge", which is off at first. */
  allowAutoMerge(repository: RepositoryName): void;
  /** From now on pull requests of this branch are merged by a queue alone. */
  enableMergeQueue(
    repository: RepositoryName,
    branch: string,
    options?: { readonly method?: 'merge' | 'squash' },
  ): void;
  /**
   * A person clicks "Merge when ready". Resolves when the pull request's merge group is there, or what needs no check
   * is merged; throws where the button would not be there.
   */
  enqueuePull(repository: RepositoryName, number: number, login: string): Promise<void>;
  /** A person takes a pull request out of its queue. */
  dequeuePull(repository: RepositoryName, number: number, login: string): Promise<void>;
  createApp(options: {
    readonly slug: string;
    readonly permissions: TokenPermissions;
    readonly events: readonly string[];
    readonly webhook: { readonly url: string; readonly secret: string };
  }): { readonly id: number; readonly slug: string; readonly privateKey: string };
  /** A person sends a manifest's form and agrees; gives the code that the browser is sent back with. */
  registerManifest(manifest: unknown): { readonly code: string };
  /** Changes where an app's webhooks go; a test starts its server after the app exists. */
  setWebhook(slug: string, webhook: { readonly url: string; readonly secret: string }): void;
  /** Installs an app on a repository. An account has one installation of an app, whatever the number of repositories. */
  installApp(slug: string, repository: RepositoryName): { readonly installationId: number };
  setSecret(repository: RepositoryName, name: string, value: string): void;
  /** A person clicks a button of a check run's page; throws where the run has no such button. */
  requestCheckAction(
    repository: RepositoryName,
    checkRunId: number,
    identifier: string,
    login: string,
  ): void;
  /** A person clicks "Re-run" at a check run. */
  rerequestCheck(repository: RepositoryName, checkRunId: number, login: string): void;
  /** A person clicks "Re-run all checks" of an app: of the suite that a check run is in. */
  rerequestSuite(repository: RepositoryName, suiteId: number, login: string): Promise<void>;
  /** Lets the clock of the `schedule` event strike once, on the default branch. */
  strikeSchedule(repository: RepositoryName): Promise<void>;
  /** Resolves when every webhook accepted so far has been answered, or given up. */
  deliveriesSettled(): Promise<void>;
}

/** An event that may start workflows. Emitted after the state it tells of is in place. */
export interface WorkflowTrigger {
  readonly event:
    | 'push'
    | 'pull_request'
    | 'pull_request_target'
    | 'pull_request_review'
    | 'merge_group'
    | 'issue_comment'
    | 'deployment'
    | 'deployment_status'
    | 'workflow_run'
    | 'schedule'
    | 'workflow_dispatch'
    | 'repository_dispatch';
  /** The activity type, or the `event_type` of `repository_dispatch`. */
  readonly action?: string;
  readonly repository: RepositoryName;
  /** GITHUB_REF, such as `refs/heads/main` or `refs/pull/3/merge`; empty where a commit was deployed. */
  readonly ref: string;
  /** GITHUB_SHA; for `pull_request` and its reviews the merge commit. */
  readonly sha: string;
  /** The commit that checks are shown on: the pull request's head, else `sha`. */
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepository: RepositoryName;
  /** For events of a pull request or a merge group, the base branch's name. */
  readonly baseRef?: string;
  readonly actor: string;
  /** The webhook's payload: what GITHUB_EVENT_PATH holds. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Files changed by a push or pull request, for `paths` filters. */
  readonly changedFiles: readonly string[];
  /** Only `workflow_run`: the name and the branch of the run, and how many of these events have led here. */
  readonly ran?: { readonly name: string; readonly branch: string; readonly chain: number };
  /** Only `workflow_dispatch`: the workflow's path and its inputs. */
  readonly workflow?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';
export type RunStatus = 'queued' | 'in_progress' | 'completed';

export interface StepReport {
  readonly number: number;
  readonly name: string;
  readonly status: RunStatus;
  readonly conclusion: Conclusion | null;
}

/** What the runner tells GitHub, and asks of it. */
export interface ActionsService {
  /** The value of ACTIONS_RESULTS_URL: artifacts (v4) and cache (v2) are spoken there. */
  readonly resultsUrl: string;
  /** Path of the bare repository, for checkout and for reading workflow files. */
  bareRepository(repository: RepositoryName): string;
  secrets(repository: RepositoryName): ReadonlyMap<string, string>;
  createRun(options: {
    readonly trigger: WorkflowTrigger;
    readonly workflow: { readonly path: string; readonly name: string };
  }): { readonly id: number; readonly number: number; readonly attempt: number };
  /** Sends `workflow_run` events: requested, in_progress, completed; and starts what waits for them. */
  updateRun(
    runId: number,
    change: { readonly status: RunStatus; readonly conclusion?: Conclusion },
  ): void;
  createJob(runId: number, name: string): { readonly id: number };
  updateJob(
    jobId: number,
    change: {
      readonly status: RunStatus;
      readonly conclusion?: Conclusion;
      readonly steps?: readonly StepReport[];
      /** The whole log so far; GitHub serves it at `/actions/jobs/{id}/logs`. */
      readonly log?: string;
    },
  ): void;
  /**
   * Tokens of one job: GITHUB_TOKEN with these permissions (read-only at most for a fork's pull request)
   * and ACTIONS_RUNTIME_TOKEN, whose claim `scp` holds `Actions.Results:<run>:<job>`.
   */
  jobTokens(
    jobId: number,
    permissions: TokenPermissions,
  ): { readonly token: string; readonly runtimeToken: string };
}

/** One request that reached the embedded GitHub. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** 0 where no answer was given. */
  readonly status: number;
  /** `app:<slug>`, `user:<login>`, `actions:<repository>`, or `anonymous`. */
  readonly actor: string;
  /** `api` for REST, `git` for smart HTTP, `results` for artifacts and cache, `blob` for their bytes. */
  readonly surface: 'api' | 'git' | 'results' | 'blob';
}

/** A fault that tests switch on. */
export type Fault = PassingFault | RandomFault;

/** Comes `times` times; the first that matches a request or delivery is applied and used up. */
export type PassingFault =
  | {
      readonly kind: 'status';
      readonly match: RegExp;
      readonly status: number;
      readonly times: number;
    }
  | {
      readonly kind: 'delay';
      readonly match: RegExp;
      readonly milliseconds: number;
      readonly times: number;
    }
  | { readonly kind: 'secondary-rate-limit'; readonly match: RegExp; readonly times: number }
  /** The request is done, but a proxy's 502 comes in the place of the answer. */
  | { readonly kind: 'lost-answer'; readonly match: RegExp; readonly times: number }
  /** The delivery is lost on its way; GitHub's list of deliveries shows it as failed. */
  | { readonly kind: 'drop-delivery'; readonly event: string; readonly times: number }
  | { readonly kind: 'duplicate-delivery'; readonly event: string; readonly times: number };

/**
 * Comes by chance until `clearFaults`, where no passing fault does. Shares are between 0 and 1 and don't overlap.
 * The same seed gives the same fate to the nth request of one method and path, and to the nth delivery of one event,
 * action and repository.
 */
export type RandomFault = RandomRequestFault | RandomDeliveryFault;

export interface RandomRequestFault {
  readonly kind: 'random';
  /** Against a request without its query, such as `GET /repos/a/b`. */
  readonly match: RegExp;
  readonly seed: number;
  readonly share: {
    /** 500, 502 or 503 before the request is done. */
    readonly serverError?: number;
    /** 403 with `retry-after`, before the request is done. */
    readonly secondaryLimit?: number;
    /** The request is done, and answered with 502. */
    readonly lostAnswer?: number;
    /** No answer until the client gives up; in half of the cases the request was done. */
    readonly timeout?: number;
  };
  /** What `secondaryLimit` asks for; default 1. */
  readonly retryAfterSeconds?: number;
}

/** Applies to redeliveries too. */
export interface RandomDeliveryFault {
  readonly kind: 'random-delivery';
  readonly seed: number;
  readonly share: { readonly drop?: number; readonly duplicate?: number };
  /** Each delivery is late by a random time below this, so that they overtake each other; default 0. */
  readonly maximumDelayMs?: number;
}

/**
 * Rate limits that are enforced, on each caller for itself: an installation, a user, an app's JWT, the jobs of a
 * repository. What is left out is not enforced; GitHub's own numbers are 5000 (1000 for jobs), 80 and 500.
 */
export interface Limits {
  /** Requests of the API in an hour; also what the headers and `GET /rate_limit` tell. Beyond: 403 until the reset. */
  readonly perHour?: number;
  /** Changes in repositories (POST, PUT, PATCH, DELETE). Beyond: the secondary limit's 403 with `retry-after`. */
  readonly contentPerMinute?: number;
  readonly contentPerHour?: number;
}

export interface SandboxGitHub {
  /** `http://127.0.0.1:<port>`: GITHUB_SERVER_URL; repositories are cloned from `<url>/<owner>/<name>.git`. */
  readonly url: string;
  /** `<url>/api/v3`: GITHUB_API_URL. */
  readonly apiUrl: string;
  readonly admin: Admin;
  readonly actions: ActionsService;
  readonly calls: readonly Call[];
  /** Requests, responses and webhooks that GitHub's own description does not allow; must stay empty. */
  readonly violations: readonly string[];
  addFault(fault: Fault): void;
  /** Switches all faults off. What is late or without an answer stays so. */
  clearFaults(): void;
  /** Enforces these limits from now on, in the place of those before. At first none is; budgets are only told. */
  setLimits(limits: Limits): void;
  onWorkflowTrigger(listener: (trigger: WorkflowTrigger) => void): void;
  close(): Promise<void>;
}

/** `sandbox/github/index.ts` exports `startGitHub` of this type. The folder holds the bare repositories and blobs. */
export type StartGitHub = (options: {
  readonly folder: string;
  readonly port?: number;
  readonly now?: () => Date;
}) => Promise<SandboxGitHub>;

/** `sandbox/runner/index.ts` exports `startRunner` of this type: it runs every workflow that a trigger starts. */
export type StartRunner = (options: {
  readonly github: SandboxGitHub;
  /** Work folders and tool caches (Python environments) live here; the latter outlive a run. */
  readonly folder: string;
  readonly cacheFolder: string;
  /**
   * `uses: <prefix>/actions/train@v1` runs the action in this folder on the host:
   * e.g. `{ 'assay-dev/assay': '/path/of/this/checkout' }`.
   */
  readonly localActions: Readonly<Record<RepositoryName, string>>;
  /** Each line of a job's log as it comes, already masked. */
  readonly onLog?: (line: { readonly job: string; readonly text: string }) => void;
}) => SandboxRunner;

export interface SandboxRunner {
  /** Resolves when no run is queued or going. */
  idle(): Promise<void>;
  /** Waits for running jobs to stop (killing their processes) and ends. */
  close(): Promise<void>;
}
