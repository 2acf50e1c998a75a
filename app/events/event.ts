import type { Context, Probot } from 'probot';
import type { Task } from '../jobs/job.ts';

/** The name of an event, such as `pull_request.opened`. */
export type EventName = Extract<Parameters<Probot['on']>[0], string>;

/** Turns the deliveries of some events into tasks: no calls, no waiting. */
export interface EventHandler<Name extends EventName> {
  readonly on: readonly Name[];
  tasksOf(payload: Context<Name>['payload']): readonly Task[];
  /** Why something that was asked for is refused, for whoever runs the app; left out where nothing ever is. */
  refusalOf?(payload: Context<Name>['payload']): string | null;
}
