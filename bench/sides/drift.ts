/**
 * Drift between Parquet files as the action `monitor` finds it, from the digests of all bytes to the sealed record and its
 * page, but for the download, the upload, and the model's answers, which these files do not hold: `drift.ts both
 * <references> <currents>`; or in two runs, with the profile kept in between: `drift.ts profile <references> <profile>`,
 * `drift.ts stored <profile> <currents>`. Several files are parted by commas.
 */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';
import { calibrationParts } from '../../actions/reference-request.ts';
import { findLocal } from '../../adapters/data/find-local.ts';
import { duckdbEngine } from '../../adapters/engine/duckdb.ts';
import { readProfile, writeProfile } from '../../adapters/profile/profile-file.ts';
import { examineDrift, overallOutcome } from '../../core/drift/index.ts';
import { multivariateDrift } from '../../core/drift/multivariate/multivariate-drift.ts';
import { shapesOf } from '../../core/profile/shapes-of.ts';
import { sha256 } from '../../core/record/digest.ts';
import { seal } from '../../core/record/seal.ts';
import { pagePictures } from '../../core/report/drift/page-pictures.ts';
import { renderDriftPage } from '../../core/report/drift/page.ts';
import type { DriftRecord } from '../../schemas/types.ts';

const engine = duckdbEngine(() => import('@duckdb/node-api'), tmpdir());
const now = new Date('2026-01-01T00:00:00Z');
const request = {
  columns: 'all',
  time: null,
  windows: null,
  sample: 5_000,
  now,
  onProgress: () => {},
  signal: new AbortController().signal,
} as const;
const origin = {
  createdAt: now.toISOString(),
  producer: { action: 'monitor', version: '0.0.0' },
  repository: 'acme/bench',
  commit: '0'.repeat(40),
  model: 'bench',
} as const;

type Reference = Awaited<ReturnType<typeof readReference | typeof storedReference>>;

const [mode = '', first = '', second = ''] = process.argv.slice(2);
if (mode === 'profile') {
  const { profile, source } = await readReference(first);
  await writeProfile(second, profile, { ...origin, source });
} else {
  const reference = mode === 'stored' ? storedReference : readReference;
  report(await compare(await reference(first), second));
}

async function readReference(paths: string) {
  const { files, path, digest } = await dataOf(paths);
  const asked = { ...request, files, like: null, parts: calibrationParts };
  const { profiled, calibration, sample } = await engine.profile(asked);
  const profile = { profile: profiled.whole, types: profiled.types, calibration };
  return { profile, source: { path, digest }, sample };
}

async function storedReference(path: string) {
  const { about, reference } = await readProfile(path, path);
  return { profile: reference, source: about.source, sample: null };
}

async function compare({ profile, source, sample: before }: Reference, paths: string) {
  const { files, path, digest } = await dataOf(paths);
  const like = shapesOf(profile.profile);
  const asked = { ...request, columns: [...like.keys()], files, like, parts: 0 };
  const { profiled: current, sample } = await engine.profile(asked);
  const options = {
    time: null,
    features: 'auto',
    importance: null,
    prediction: null,
    label: null,
    thresholds: undefined,
    persistence: undefined,
    hasWindows: false,
    freshnessMs: null,
  } as const;
  const drift = examineDrift({ reference: profile, current, options, now });
  const multivariate = multivariateDrift(before, sample, drift.features, {
    threshold: undefined,
    seed: 'bench',
    window: null,
  });
  const record = seal('drift', {
    ...origin,
    ...drift,
    outcome: overallOutcome(drift, {
      performance: [],
      multivariate,
      slices: [],
      unreadableFiles: 0,
    }),
    ...(multivariate === null ? {} : { multivariate }),
    reference: { ...source, rows: profile.profile.rows },
    current: { path, digest, rows: current.whole.rows },
    durationSeconds: process.uptime(),
  });
  const pictures = pagePictures(profile.profile, current, record.features);
  await writeFile('/dev/null', renderDriftPage({ record, features: pictures }));
  return record;
}

/** The files with the digest of all their bytes, each as often as it is named. */
async function dataOf(paths: string) {
  const found = [];
  for (const path of paths.split(',')) {
    found.push(await findLocal(basename(path), { folder: dirname(path), key: 'the bench' }));
  }
  const digest = sha256(found.map((one) => one.digest).join());
  return { files: found.flatMap(({ files }) => files), path: found[0]?.shown ?? '', digest };
}

function report({ outcome, features, multivariate }: DriftRecord): void {
  const sizes = features.map(({ feature, kind, size, distances, referenceRows }) => ({
    feature,
    kind,
    size,
    ...distances,
    referenceRows,
  }));
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const auc = multivariate?.auc ?? null;
  console.log(JSON.stringify({ outcome, features: sizes, auc, peakBytes }));
}
