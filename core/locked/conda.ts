import { load } from 'js-yaml';
import { type LockedFile, type LockedPackage, pypiPackage, sha256Digits } from './package.ts';
import { type Fields, fieldsIn, isFields } from '../fields.ts';

/** The packages of an explicit list of conda: an address a line, with a digest behind `#`. */
export function lockedExplicit(text: string): LockedFile {
  const lines = text.split(/\r?\n/).filter((line) => /^(?:https?|file):\/\//.test(line));
  const packages = lines.flatMap((line) => condaPackage(line.trim()) ?? []);
  return { packages, isWhole: packages.length === lines.length };
}

/**
 * The packages of the lock files of conda-lock and pixi, of every platform. pixi lists each twice: once where it is used,
 * and once with what it is. Null for what is not YAML.
 */
export function lockedCondaYaml(text: string): LockedFile | null {
  let document: unknown;
  try {
    document = load(text);
  } catch {
    return null;
  }
  const { package: locked, packages: described } = isFields(document) ? document : {};
  const entries = [...fieldsIn(locked), ...fieldsIn(described)];
  const packages = entries.flatMap((entry) => fromEntry(entry) ?? []);
  return { packages, isWhole: entries.length > 0 && packages.length === entries.length };
}

function fromEntry(entry: Fields): LockedPackage | null {
  const { manager, name, version, url, hash, conda, pypi, sha256 } = entry;
  const digest = isFields(hash) ? hash['sha256'] : sha256;
  const hashes = typeof digest === 'string' ? [`sha256:${digest}`] : [];
  if (manager === 'pip' || typeof pypi === 'string') return pypiPackage(name, version, hashes);
  const address = typeof conda === 'string' ? conda : url;
  if (typeof address !== 'string') return null;
  const found = condaPackage(address);
  return found === null ? null : { ...found, hashes: sha256Digits(hashes) };
}

/** `https://conda.anaconda.org/conda-forge/linux-64/numpy-2.0.0-py312_0.conda#<digest>`; a digest of 64 digits is SHA-256. */
function condaPackage(address: string): LockedPackage | null {
  const [url = '', digest = ''] = address.slice(0, 500).split('#');
  const [, channel, subdir, name, version, build] =
    /\/([\w.-]+)\/([a-z0-9-]+)\/([\w.-]+)-([\w.!+]+)-([\w.]+)\.(?:conda|tar\.bz2)$/.exec(url) ?? [];
  if (channel === undefined || subdir === undefined || build === undefined) return null;
  if (name === undefined || version === undefined) return null;
  return {
    ecosystem: 'conda',
    name: name.toLowerCase(),
    version,
    hashes: sha256Digits([`sha256:${digest.replace(/^sha256:/, '')}`]),
    needs: [],
    qualifiers: { build, channel, subdir },
  };
}
