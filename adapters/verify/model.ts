import { lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RefusedError } from '../../core/errors.ts';
import type { Found, FoundFile, FoundModel } from '../../core/verify/facts.ts';
import { modelFolder } from '../../core/verify/names.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { unpack } from '../archive/index.ts';
import { digestOfList, listedFiles } from '../files/digest-files.ts';

/** What a record takes: see `Artifact` in schemas/common.schema.json. */
const mostFiles = 10_000;

/** The model that lies in `model/`, else the one in the package beside it, which is unpacked into the scratch folder. */
export async function readModel(
  folder: string,
  record: Readonly<VersionRecord>,
  files: readonly FoundFile[],
  scratch: string,
): Promise<Found<FoundModel>> {
  const own = join(folder, modelFolder);
  const there = await lstat(own).catch(() => null);
  if (there?.isDirectory() === true) return digestModel(own);
  const { name } = record.package;
  const archive = files.some((file) => file.name === name) && record.registry === 'releases';
  if (!archive) return { kind: 'absent' };
  const unpacked = join(scratch, 'unpacked-model');
  await mkdir(unpacked, { recursive: true });
  const { artifact } = record;
  const limits = { entries: artifact.files.length, bytes: artifact.bytes };
  try {
    await unpack(join(folder, name), unpacked, limits);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { kind: 'bad', reason: `${name} can't be unpacked. ${error.message}` };
  }
  return digestModel(unpacked);
}

async function digestModel(folder: string): Promise<Found<FoundModel>> {
  const paths: string[] = [];
  const problem = await walk(folder, '', paths);
  if (problem !== null) return { kind: 'bad', reason: problem };
  if (paths.length === 0) return { kind: 'bad', reason: 'The folder "model" is empty.' };
  const files = [...(await listedFiles(folder, paths.toSorted()))];
  return { kind: 'found', value: { digest: digestOfList(files), files } };
}

/** Collects every file below a folder. Why it can't be a model, as a sentence; null where it can. */
async function walk(folder: string, below: string, paths: string[]): Promise<string | null> {
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile()) paths.push(path);
    else if (!entry.isDirectory())
      return `${path} is neither a file nor a folder: a model has no links.`;
    if (paths.length > mostFiles) return `There are more than ${mostFiles} files.`;
    const problem = entry.isDirectory() ? await walk(folder, path, paths) : null;
    if (problem !== null) return problem;
  }
  return null;
}
