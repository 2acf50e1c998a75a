import type { ActionReference } from '../action/reference.ts';
import type { InputDeclaration } from '../trigger/inputs.ts';
import type { Events } from '../trigger/match.ts';

/** A value of a workflow file whose strings may hold `${{ }}`. */
export type Template =
  string | number | boolean | null | readonly Template[] | { readonly [key: string]: Template };

/** A mapping of a workflow file whose values are templates. */
export type Templates = Readonly<Record<string, Template>>;

/** Where something stands in a workflow file, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `concurrency`; both parts may hold expressions. */
export interface Concurrency {
  readonly group: string;
  readonly cancelInProgress: Template;
  /** `max`: all wait for their turn; else the latest alone does. */
  readonly queue: 'single' | 'max';
}

/** `permissions`: `read-all`, `write-all` or a mapping. */
export type Permissions = 'read-all' | 'write-all' | Readonly<Record<string, string>>;

interface StepBase {
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** The condition without `${{ }}`. */
  readonly condition: string;
  readonly env: Templates;
  readonly continueOnError: Template;
  readonly timeoutMinutes: Template;
  readonly place: Place;
}

/** A step with `run`. */
export interface ScriptStep extends StepBase {
  readonly kind: 'script';
  readonly run: string;
  readonly shell: string | undefined;
  readonly workingDirectory: string | undefined;
}

/** A step with `uses`. */
export interface ActionStep extends StepBase {
  readonly kind: 'action';
  readonly uses: string;
  readonly action: ActionReference;
  readonly with: Templates;
}

/** One step of a job as the file says it. */
export type Step = ScriptStep | ActionStep;

/** One job as the file says it, before its matrix is multiplied out. */
export interface Job {
  readonly id: string;
  readonly name: string | undefined;
  readonly needs: readonly string[];
  readonly condition: string;
  readonly runsOn: Template;
  readonly env: Templates;
  /** The mapping, or an expression that gives it. */
  readonly strategy: Template;
  readonly outputs: Templates;
  readonly permissions: Permissions | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly timeoutMinutes: Template;
  readonly continueOnError: Template;
  readonly steps: readonly Step[];
  readonly place: Place;
}

/** A workflow file that this runner can run. */
export interface Workflow {
  readonly path: string;
  readonly name: string;
  readonly events: Events;
  /** What `workflow_dispatch` can be given. */
  readonly inputs: Readonly<Record<string, InputDeclaration>>;
  readonly env: Templates;
  readonly permissions: Permissions | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly jobs: readonly Job[];
}
