import { readFileSync } from 'node:fs';
import { unpack } from '../../../adapters/model-files/unpack.ts';
import { unsafeFormat } from '../../../core/checks/unsafe-format.ts';
import type { Finding } from '../../../core/checks/check.ts';
import type { ModelScan } from '../../../core/model-files/collect.ts';
import { endScan, scanFile, startScan } from '../../../core/model-files/scan.ts';
import type { ByteSource } from '../../../core/model-files/source.ts';
import { context } from '../checks/context.ts';
import { betterMetrics, candidate, config, evaluation, run } from '../judge/candidate.ts';

/** A model file that `test/goldens/model-files/make.py` made, and what is to be found in it. */
export interface GoldenFile {
  readonly name: string;
  readonly outcome: Finding['outcome'];
  /** Imports that must be found, as `module.name`. */
  readonly imports?: readonly string[];
  readonly findings: readonly string[];
  /** In base64. */
  readonly data: string;
}

const golden = new URL('../../goldens/model-files/cases.json', import.meta.url);
export const goldenFiles = JSON.parse(readFileSync(golden, 'utf8')) as readonly GoldenFile[];

/** The bytes of a golden file by its name. */
export function goldenBytes(name: string): Uint8Array {
  const found = goldenFiles.find((file) => file.name === name);
  if (found === undefined) throw new RangeError(`There is no golden file "${name}".`);
  return new Uint8Array(Buffer.from(found.data, 'base64'));
}

/** Bytes in memory as a source. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)),
  };
}

/** What a scan finds in files, by their paths. */
export async function scanned(files: Readonly<Record<string, Uint8Array>>): Promise<ModelScan> {
  const scan = startScan(unpack);
  for (const [path, bytes] of Object.entries(files)) await scanFile(scan, path, sourceOf(bytes));
  return endScan(scan);
}

/** The judgement of the check on what a scan found. */
export function judgedScan(scan: ModelScan, trusted: readonly string[] = []): Finding {
  const modelFiles = { files: 1, bytes: 412_337, ...scan };
  return unsafeFormat.judge(
    candidate({
      config: { ...config, gate: { trusted_globals: [...trusted] } },
      run: run(),
      evaluation: evaluation(betterMetrics, { inspection: { failures: [], modelFiles } }),
    }),
    context,
  );
}

/** All imports of a scan as `module.name`. */
export function importsOf({ inspected }: ModelScan): readonly string[] {
  const all = inspected.flatMap(({ imports }) =>
    imports.map(({ module, name }) => `${module}.${name}`),
  );
  return [...new Set(all)].toSorted();
}
