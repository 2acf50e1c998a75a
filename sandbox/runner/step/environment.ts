import { platform, release } from 'node:os';
import { githubEnvironment } from '../context/github.ts';
import { runnerEnvironment } from '../context/runner.ts';
import { searchPath, type JobSession } from '../job/session.ts';

/** What one step adds to the environment of its processes. */
export interface StepVariables {
  /** `env` of workflow, job and step, and what earlier steps set. */
  readonly env: Readonly<Record<string, string>>;
  /** The `GITHUB_*` files of the step. */
  readonly files: Readonly<Record<string, string>>;
  /** GITHUB_ACTION. */
  readonly action: string;
}

/** As GitHub's images name themselves: here the image is whatever the embedded runner runs on. */
const image = { ImageOS: 'embedded', ImageVersion: `${platform()}-${release()}` };

/** The whole environment of a step's processes. The user's `env` can't replace `GITHUB_*` and `RUNNER_*`. */
export function processEnvironment(
  session: JobSession,
  variables: StepVariables,
): Record<string, string> {
  const { hostEnvironment } = session.facts.settings;
  return {
    ...hostEnvironment,
    CI: 'true',
    ...variables.env,
    PATH: searchPath(session, variables.env['PATH'] ?? hostEnvironment['PATH']),
    ...githubEnvironment(session.github),
    ...runnerEnvironment(session.runner),
    ...image,
    ...variables.files,
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: variables.action,
  };
}
