import type { Context, Probot } from 'probot';
import type { Result } from '../../core/result.ts';
import type { Task } from '../jobs/job.ts';

/** The name of an event, such as `pull_request.opened`. */
export type EventName = Extract<Parameters<Probot['on']>[0], string>;

/** Turns the deliveries of some events into tasks: no calls, no waiting. */
export interface EventHandler<Name extends EventName> {
  readonly on: readonly Name[];
  /** A failure says why something that was asked for is refused, for whoever runs the app. */
  tasksOf(payload: Context<Name>['payload']): Result<readonly Task[]>;
}
