/**
 * Drift between Parquet files, all of a monitoring run but the download: `drift.ts both <references> <currents>`; or in two
 * runs, with the profile kept in between: `drift.ts profile <references> <profile>`, `drift.ts stored <profile> <currents>`.
 * Several files are parted by commas.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { duckdbEngine } from '../../adapters/engine/duckdb.ts';
import { examineDrift, shapesOf } from '../../core/drift/index.ts';
import type { Profiled, ReferenceProfile } from '../../core/profile/profile.ts';

const engine = duckdbEngine(() => import('@duckdb/node-api'));
const now = new Date('2026-01-01T00:00:00Z');
const request = {
  columns: 'all',
  time: null,
  windows: null,
  sample: 0,
  now,
  onProgress: () => {},
} as const;

const [mode = '', first = '', second = ''] = process.argv.slice(2);
if (mode === 'profile') await writeFile(second, serialize(await profileReference(first)));
else {
  const reference =
    mode === 'stored'
      ? (deserialize(await readFile(first)) as ReferenceProfile)
      : await profileReference(first);
  report(compare(reference, await profileCurrent(reference, second)));
}

async function profileReference(paths: string): Promise<ReferenceProfile> {
  const files = filesOf(paths);
  const { profiled, calibration } = await engine.profile({
    ...request,
    files,
    like: null,
    parts: 10,
  });
  return { profile: profiled.whole, types: profiled.types, calibration };
}

async function profileCurrent(reference: ReferenceProfile, paths: string): Promise<Profiled> {
  const like = shapesOf(reference.profile);
  const { profiled } = await engine.profile({ ...request, files: filesOf(paths), like, parts: 0 });
  return profiled;
}

function compare(reference: ReferenceProfile, current: Profiled) {
  const options = {
    time: null,
    features: 'auto',
    importance: null,
    prediction: null,
    label: null,
    thresholds: undefined,
    persistence: undefined,
    freshnessMs: null,
  } as const;
  return examineDrift({ reference, current, options, now });
}

function report({ outcome, features }: ReturnType<typeof compare>): void {
  const sizes = features.map(({ feature, kind, size, distances, referenceRows }) => ({
    feature,
    kind,
    size,
    ...distances,
    referenceRows,
  }));
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ outcome, features: sizes, peakBytes }));
}

function filesOf(paths: string) {
  return paths.split(',').map((path) => ({ path, shown: path }));
}
