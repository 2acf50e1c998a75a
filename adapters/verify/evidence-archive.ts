import { lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RefusedError } from '../../core/errors.ts';
import { readRecord } from '../../core/record/read.ts';
import type { VerifyFacts } from '../../core/verify/facts.ts';
import { unpack } from '../archive/index.ts';
import { digestFile } from '../files/index.ts';

const limits = { entries: 20_000, bytes: 1_000_000_000 };
const largestSumsBytes = 10_000_000;
const largestRecordBytes = 5_000_000;
const sumsFile = 'SHA256SUMS';

type Evidence = VerifyFacts['evidence'];

/** Unpacks the archive of a version's evidence and holds each file to its sum. Never throws for what is in it. */
export async function readEvidence(archive: string, scratch: string): Promise<Evidence> {
  const folder = join(scratch, 'evidence');
  await mkdir(folder, { recursive: true });
  try {
    await unpack(archive, folder, limits);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return bad(`It can't be unpacked. ${error.message}`);
  }
  const [name, ...more] = await readdir(folder);
  if (name === undefined || more.length > 0) return bad('It does not hold one folder.');
  return holdToSums(join(folder, name));
}

async function holdToSums(root: string): Promise<Evidence> {
  const path = join(root, sumsFile);
  const found = await lstat(path).catch(() => null);
  if (found?.isFile() !== true || found.size > largestSumsBytes) {
    return bad(`It has no ${sumsFile}.`);
  }
  const sums = readSums(await readFile(path, 'utf8'));
  if (sums === null) return bad(`Its ${sumsFile} can't be read.`);
  const there = new Set(await filesBelow(root));
  const missing = [...sums.keys()].find((file) => !there.has(file));
  if (missing !== undefined) return bad(`It lacks ${missing}, which ${sumsFile} names.`);
  const versions: string[] = [];
  there.delete(sumsFile);
  for (const file of there) {
    const sum = sums.get(file);
    if (sum === undefined) return bad(`${sumsFile} does not name ${file}.`);
    if ((await digestFile(join(root, file))) !== `sha256:${sum}`) {
      return bad(`${file} in it changed.`);
    }
    if (file.startsWith('records/version/')) versions.push(...(await idOf(join(root, file))));
  }
  return { kind: 'found', value: { files: sums.size, versions } };
}

/** The lines of `sha256sum`; null where one is none. */
function readSums(text: string): ReadonlyMap<string, string> | null {
  const lines = text.split('\n').filter((line) => line !== '');
  const pairs = lines.map((line) => /^([0-9a-f]{64}) [ *](.+)$/.exec(line));
  if (pairs.length === 0 || pairs.includes(null)) return null;
  return new Map(pairs.map((pair) => [pair?.[2] ?? '', pair?.[1] ?? '']));
}

async function filesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

async function idOf(path: string): Promise<readonly string[]> {
  if ((await lstat(path)).size > largestRecordBytes) return [];
  const result = readRecord(await readFile(path, 'utf8'), 'A record of the evidence');
  return result.ok ? [result.value.id] : [];
}

function bad(reason: string): Evidence {
  return { kind: 'bad', reason };
}
