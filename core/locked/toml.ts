import { parse } from 'smol-toml';
import { type LockedFile, pypiPackage } from './package.ts';
import { type Fields, fieldsIn, isFields } from '../fields.ts';

/**
 * The packages of the lock files of Poetry, uv, PDM and of `pylock.toml` (PEP 751). A package that lies in the project,
 * or that has no version, is left out. Null for what is not TOML.
 */
export function lockedToml(text: string): LockedFile | null {
  let document: Fields;
  try {
    document = parse(text);
  } catch {
    return null;
  }
  const entries = [...fieldsIn(document['package']), ...fieldsIn(document['packages'])];
  const outside = entries.filter((entry) => !isOfProject(entry));
  const packages = outside.flatMap(
    (entry) =>
      pypiPackage(entry['name'], entry['version'], hashesOf(entry, document), needsOf(entry)) ?? [],
  );
  return { packages, isWhole: packages.length === outside.length };
}

/** uv lists the project itself as a package. */
function isOfProject({ source }: Fields): boolean {
  return isFields(source) && ['virtual', 'editable', 'directory'].some((key) => key in source);
}

/** Beside the package: Poetry and PDM `files`, uv and PEP 751 `wheels` and `sdist`. PDM had them in `metadata.files`. */
function hashesOf(entry: Fields, { metadata }: Fields): readonly string[] {
  const { name, version, sdist } = entry;
  const files = [...fieldsIn(entry['files']), ...fieldsIn(entry['wheels'])];
  if (isFields(sdist)) files.push(sdist);
  const apart = isFields(metadata) && isFields(metadata['files']) ? metadata['files'] : {};
  for (const key of [String(name), `${String(name)} ${String(version)}`]) {
    if (Object.hasOwn(apart, key)) files.push(...fieldsIn(apart[key]));
  }
  return files.flatMap(({ hash, hashes }) => {
    if (typeof hash === 'string') return [hash];
    const sha256 = isFields(hashes) ? hashes['sha256'] : undefined;
    return typeof sha256 === 'string' ? [`sha256:${sha256}`] : [];
  });
}

/** A list of names or of tables with a `name`, or, in Poetry's, a table by name. */
function needsOf({ dependencies }: Fields): readonly string[] {
  if (isFields(dependencies)) return Object.keys(dependencies);
  if (!Array.isArray(dependencies)) return [];
  return dependencies.flatMap((one: unknown) => {
    if (typeof one === 'string') return /^[A-Za-z0-9][\w.-]*/.exec(one)?.[0] ?? [];
    return isFields(one) && typeof one['name'] === 'string' ? [one['name']] : [];
  });
}
