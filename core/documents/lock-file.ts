import type { LockFile } from '../../schemas/types.ts';
import { type IsListed, type Pins, readRequirements } from './requirements.ts';

type LockReading = Omit<LockFile, 'path'>;

/**
 * Reads a lock file; which format it has, its name says, and for conda's explicit list its content. Lock files of
 * Poetry, uv, PDM, Pipenv, conda-lock and pixi name one version of each package by nature: their entries are counted.
 */
export function readLockFile(path: string, text: string, isListed: IsListed): LockReading {
  const format = lockFormat(path, text);
  if (format === 'conda-explicit') return entries(format, explicitEntries(text));
  if (format === 'pipfile') return pipfile(text);
  if (format === 'requirements') return reading(format, readRequirements(text, isListed));
  const blocks = blockFormats.find((one) => one.format === format);
  if (blocks !== undefined) return entries(format, blocksOf(text, blocks), blocks.hash);
  return entries('unknown', []);
}

/** The format of a lock file. */
export function lockFormat(path: string, text: string): LockFile['format'] {
  const name = path.split('/').at(-1) ?? path;
  if (/^@EXPLICIT\s*$/m.test(text)) return 'conda-explicit';
  const blocks = blockFormats.find(({ file }) => file.test(name));
  if (blocks !== undefined) return blocks.format;
  if (name === 'Pipfile.lock') return 'pipfile';
  return /\.(?:txt|in)$/.test(name) ? 'requirements' : 'unknown';
}

interface BlockFormat {
  readonly format: LockFile['format'];
  readonly file: RegExp;
  /** How an entry begins, on a line of its own. */
  readonly start: RegExp;
  /** What an entry has that names the digest of its files. */
  readonly hash: RegExp;
}

const tomlPackage = /^\[\[packages?\]\]\s*$/;
const tomlHash = /\bhash = "|\bhashes = \{/;

const blockFormats: readonly BlockFormat[] = [
  { format: 'poetry', file: /^poetry\.lock$/, start: tomlPackage, hash: tomlHash },
  { format: 'uv', file: /^uv\.lock$/, start: tomlPackage, hash: tomlHash },
  { format: 'pdm', file: /^pdm\.lock$/, start: tomlPackage, hash: tomlHash },
  { format: 'pylock', file: /^pylock(?:\.[^.]+)?\.toml$/, start: tomlPackage, hash: tomlHash },
  {
    format: 'conda-lock',
    file: /conda-lock\.ya?ml$/,
    start: /^\s{0,4}- name:/,
    hash: /^\s+(?:md5|sha256):/m,
  },
  {
    format: 'pixi',
    file: /^pixi\.lock$/,
    start: /^\s{0,4}- (?:conda|pypi): \S+$/,
    hash: /^\s+sha256:/m,
  },
];

/** The texts of the entries: from the line that begins one to the next. pixi lists each a second time, without more. */
function blocksOf(text: string, { start, format }: BlockFormat): readonly string[] {
  const blocks: string[][] = [];
  for (const line of text.split('\n')) {
    if (start.test(line)) blocks.push([]);
    blocks.at(-1)?.push(line);
  }
  const texts = blocks.map((lines) => lines.join('\n'));
  return format === 'pixi' ? texts.filter((block) => block.includes('\n  sha256:')) : texts;
}

function explicitEntries(text: string): readonly string[] {
  return text.split('\n').filter((line) => /^(?:https?|file):\/\//.test(line));
}

function entries(
  format: LockFile['format'],
  texts: readonly string[],
  hash = /#(?:sha256:)?[0-9a-f]{32,64}\s*$/,
): LockReading {
  const hashed = texts.filter((text) => hash.test(text)).length;
  return reading(format, { pinned: texts.length, hashed, unpinned: [] });
}

/** JSON; what can't be read pins nothing. */
function pipfile(text: string): LockReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return entries('unknown', []);
  }
  const groups = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const packages = groups
    .filter(([name]) => name !== '_meta')
    .flatMap(([, group]: readonly [string, unknown]) =>
      typeof group === 'object' && group !== null ? Object.entries(group) : [],
    );
  const pins: Pins = {
    pinned: packages.filter(([, entry]) => isPinned(entry)).length,
    hashed: packages.filter(([, entry]) => isPinned(entry) && hasHashes(entry)).length,
    unpinned: packages.filter(([, entry]) => !isPinned(entry)).map(([name]) => ({ name, line: 1 })),
  };
  return reading('pipfile', pins);
}

function isPinned(entry: unknown): boolean {
  if (typeof entry !== 'object' || entry === null) return false;
  const { version, ref } = entry as { readonly version?: unknown; readonly ref?: unknown };
  return (typeof version === 'string' && version.startsWith('==')) || typeof ref === 'string';
}

function hasHashes(entry: unknown): boolean {
  const { hashes } = entry as { readonly hashes?: unknown };
  return Array.isArray(hashes) && hashes.length > 0;
}

const mostUnpinned = 50;
const longestName = 256;

function reading(format: LockFile['format'], pins: Pins): LockReading {
  return {
    format,
    pinned: pins.pinned,
    hashed: pins.hashed,
    unpinned: pins.unpinned
      .slice(0, mostUnpinned)
      .map(({ name, line }) => ({ name: name.slice(0, longestName).toWellFormed(), line })),
    moreUnpinned: Math.max(0, pins.unpinned.length - mostUnpinned),
  };
}
