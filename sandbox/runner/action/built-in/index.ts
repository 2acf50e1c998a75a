import { checkout } from './checkout.ts';
import type { BuiltInAction } from './contract.ts';
import { setupPython } from './setup-python.ts';

/** The actions that the runner brings itself. */
export const builtInActions = [checkout, setupPython] as const satisfies readonly BuiltInAction[];
