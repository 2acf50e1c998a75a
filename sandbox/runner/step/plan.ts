import type { Ending } from '../process/execute.ts';
import type { Scope } from '../expression/evaluate.ts';
import type { JobSession } from '../job/session.ts';
import type { StepOutput } from '../log/step-output.ts';
import type { Place, Template, Templates } from '../workflow/model.ts';

/** What the body of a step works with. */
export interface StepContext {
  readonly session: JobSession;
  readonly scope: Scope;
  readonly output: StepOutput;
  /** Aborted when the step is to stop: by its time limit, or with its job. */
  readonly signal: AbortSignal;
  /** The variables of a process of this step. */
  readonly environment: Readonly<Record<string, string>>;
  readonly outputs: Map<string, string>;
  /** What `pre`, `main` and `post` of one action hand on to each other. */
  readonly state: Map<string, string>;
  /** Adds a step to the end of the job; the last one added runs first. */
  addPost(plan: StepPlan): void;
}

/** Something that runs and is shown as a step: a step of the file, or a part of one. */
export interface StepPlan {
  /** The name in the `steps` context; parts that are not steps of the file have none. */
  readonly id: string | undefined;
  /** GITHUB_ACTION. */
  readonly action: string;
  /** Of the step in the file. */
  readonly place: Place;
  /** May hold expressions. */
  readonly name: string;
  readonly condition: string;
  readonly env: Templates;
  readonly continueOnError: Template;
  readonly timeoutMinutes: Template;
  readonly state: Map<string, string>;
  readonly body: (context: StepContext) => Promise<Ending>;
}

/** The ending of a body that has done its work. */
export const DONE: Ending = { kind: 'exited', code: 0 };

/** How the parts of a step are shown: GitHub puts `Pre ` and `Post ` before its name. */
export function displayName(
  step: { readonly name: string | undefined },
  otherwise: string,
): string {
  return step.name ?? `Run ${otherwise}`;
}
