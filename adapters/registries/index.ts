import type { RegistryType } from './registry.ts';
import { releases } from './releases.ts';

/** Every kind of registry. */
export const registries = [releases] as const satisfies readonly RegistryType[];
