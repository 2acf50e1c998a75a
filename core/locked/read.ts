import type { LockFile } from '../../schemas/types.ts';
import type { IsListed } from '../documents/requirements.ts';
import { lockedCondaYaml, lockedExplicit } from './conda.ts';
import type { LockedFile } from './package.ts';
import { lockedPipfile } from './pipfile.ts';
import { lockedRequirements } from './requirements.ts';
import { lockedToml } from './toml.ts';

/** The packages that a lock file of this format names, for a bill of materials; null where it can't be read. */
export function readLocked(
  format: LockFile['format'],
  text: string,
  isListed: IsListed,
): LockedFile | null {
  switch (format) {
    case 'requirements':
      return lockedRequirements(text, isListed);
    case 'poetry':
    case 'uv':
    case 'pdm':
    case 'pylock':
      return lockedToml(text);
    case 'pipfile':
      return lockedPipfile(text);
    case 'conda-lock':
    case 'pixi':
      return lockedCondaYaml(text);
    case 'conda-explicit':
      return lockedExplicit(text);
    case 'unknown':
      return null;
    default:
      return format satisfies never;
  }
}
