import type { Executor } from './executor.ts';
import { local } from './local.ts';

/** Every executor. */
export const executors = [local] as const satisfies readonly Executor[];
