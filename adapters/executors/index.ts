import type { Executor } from './executor.ts';
import { local } from './local.ts';

/** Every executor. */
export const executors = [local] as const satisfies readonly Executor[];

/** The one that configured commands run on; with a second, the configuration will choose. */
export const [executor] = executors;
