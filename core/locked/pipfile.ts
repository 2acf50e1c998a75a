import { type LockedFile, pypiPackage } from './package.ts';
import { isFields } from '../fields.ts';

/** The packages of a `Pipfile.lock`, those for development too. Null for what is not JSON. */
export function lockedPipfile(text: string): LockedFile | null {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return null;
  }
  const groups = isFields(document)
    ? Object.entries(document).filter(([name]) => name !== '_meta')
    : [];
  const entries = groups.flatMap(([, group]) => (isFields(group) ? Object.entries(group) : []));
  const packages = entries.flatMap(([name, entry]) => {
    const { version, hashes } = isFields(entry) ? entry : {};
    const exact = typeof version === 'string' ? /^==(.+)$/.exec(version)?.[1] : undefined;
    const texts = Array.isArray(hashes) ? hashes.filter((one) => typeof one === 'string') : [];
    return pypiPackage(name, exact, texts) ?? [];
  });
  return { packages, isWhole: packages.length === entries.length };
}
