import type { ActionsService, WorkflowTrigger } from '../../github/contract.ts';
import type { LocalActions } from '../action/reference.ts';
import type { InputValue } from '../trigger/inputs.ts';
import type { Workflow } from '../workflow/model.ts';

/** Addresses of the embedded GitHub. */
export interface Addresses {
  /** GITHUB_SERVER_URL. */
  readonly serverUrl: string;
  /** GITHUB_API_URL. */
  readonly apiUrl: string;
  /** Repositories are cloned from `<gitUrl>/<owner>/<name>`. */
  readonly gitUrl: string;
}

/** What the runner was started with. */
export interface RunnerSettings {
  readonly service: ActionsService;
  readonly addresses: Addresses;
  readonly folder: string;
  readonly cacheFolder: string;
  readonly localActions: LocalActions;
  /** The part of the host's environment that jobs see. */
  readonly hostEnvironment: Readonly<Record<string, string>>;
  readonly onLog: (line: { readonly job: string; readonly text: string }) => void;
}

/** One run of one workflow: what its jobs have in common. */
export interface RunFacts {
  readonly settings: RunnerSettings;
  readonly trigger: WorkflowTrigger;
  readonly workflow: Workflow;
  readonly run: { readonly id: number; readonly number: number; readonly attempt: number };
  readonly inputs: Readonly<Record<string, InputValue>>;
  /** The repository's secrets; none for a pull request from a fork. */
  readonly secrets: ReadonlyMap<string, string>;
}
