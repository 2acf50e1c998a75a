import { isAllowed, isAtOrUnder, isClass, isOfLibrary, liesApart } from './allowed-globals.ts';
import { isDangerous } from './dangerous-globals.ts';
import type { Imported } from './facts.ts';

/** What an import means for whoever loads the file. */
export type ImportClass = 'allowed' | 'trusted' | 'library' | 'unknown' | 'dangerous';

/**
 * Judges one import. `trusted` holds what the configuration trusts, `module.name`, or `module.*` for its classes; that reaches neither
 * what is known to do harm nor a name with a dot in it, which leads from what is trusted to anything else.
 */
export function classifyImport(
  { module, name }: Pick<Imported, 'module' | 'name'>,
  trusted: readonly string[],
): ImportClass {
  if (isAllowed(module, name)) return 'allowed';
  if (isDangerous(module, name)) return 'dangerous';
  if (name.includes('.') || name === '') return 'unknown';
  if (trusted.some((pattern) => isTrusted(pattern, module, name))) return 'trusted';
  return isOfLibrary(module, name) ? 'library' : 'unknown';
}

function isTrusted(pattern: string, module: string, name: string): boolean {
  // Functions are named one by one: among thousands there is always one that runs what it is given.
  if (pattern.endsWith('.*')) {
    return isAtOrUnder(module, pattern.slice(0, -2)) && isClass(name) && !liesApart(module);
  }
  return pattern === `${module}.${name}`;
}
