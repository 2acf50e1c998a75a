import { type IsListed, logicalLines } from '../documents/requirements.ts';
import { type LockedFile, type LockedPackage, pypiPackage } from './package.ts';

/**
 * The packages that a requirements file pins to one version. Others, such as addresses of archives, are left out: then it
 * is not whole, nor is it where it includes a file that is not listed itself. Else nobody can tell, since it need not name
 * what its packages need.
 */
export function lockedRequirements(text: string, isListed: IsListed): LockedFile {
  const packages: LockedPackage[] = [];
  let isWhole: boolean | null = null;
  for (const { text: line } of logicalLines(text)) {
    const included = /^(?:-r|--requirement)[ =]?\s*(\S+)$/.exec(line)?.[1];
    const isOption = line.startsWith('-') && !/^(?:-e|--editable)\b/.test(line);
    if (included === undefined ? isOption : isListed(included)) continue;
    const found = pinned(line);
    if (found === null) isWhole = false;
    else packages.push(found);
  }
  return { packages, isWhole };
}

function pinned(line: string): LockedPackage | null {
  const [beforeOptions = '', ...options] = line.split(' --');
  const [specification = ''] = beforeOptions.split(';');
  const [, name, version] =
    /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*={2,3}\s*([^\s,*;]+)$/.exec(
      specification.slice(0, 1_000).trim(),
    ) ?? [];
  const hashes = options.flatMap((option) => /^hash[= ](\S+)/.exec(option)?.[1] ?? []);
  return pypiPackage(name, version, hashes);
}
