import { collectorFor, collectorOptions } from '../../core/profile/collect/collector-for.ts';
import type { ColumnCollector } from '../../core/profile/collect/column-collector.ts';
import { columnSample, rowSample } from '../../core/profile/collect/column-sample.ts';
import { partsOf, rowGroups } from '../../core/profile/collect/row-groups.ts';
import { sampledOf } from '../../core/profile/collect/newest-rows.ts';
import { sampledRows, sampleSize } from '../../core/profile/collect/sampled-rows.ts';
import { calibrationOf, profilesOf } from '../../core/profile/collect/table-collector.ts';
import { type Tallies, tallies } from '../../core/profile/collect/tally.ts';
import type { ColumnShape } from '../../core/profile/profile.ts';
import { columnTypes } from './column-types.ts';
import { countLevels, type LevelColumn } from './duckdb/count-levels.ts';
import { countNumbers, type StreamedColumn } from './duckdb/count-numbers.ts';
import { newestRows } from './duckdb/newest-rows.ts';
import { type DuckDb, type DuckDbLimits, type DuckDbModule, openDuckDb } from './duckdb/open.ts';
import { withPivots } from './duckdb/pivots.ts';
import { planFor } from './duckdb/plan.ts';
import { readSample } from './duckdb/sample.ts';
import { openScans, type Scan } from './duckdb/scan.ts';
import { shapesOf } from './duckdb/shapes.ts';
import { type Grouping, groupRows } from './duckdb/tallying.ts';
import { readMoments } from './duckdb/time.ts';
import { voteTypes } from './duckdb/types.ts';
import { type Engine, type EngineAnswer, fitted, type ProfileRequest } from './engine.ts';
import { openSources, requireTime, type Source, wantedNames } from './source.ts';

const defaultLimits = { threads: 2, memoryBytes: 256 * 2 ** 20 } as const satisfies DuckDbLimits;

/**
 * DuckDB decodes, and Assay counts: for data that are too large for its own readers. `load` gives the module; what does not
 * fit into memory goes into `temporary`.
 */
export function duckdbEngine(
  load: () => Promise<DuckDbModule>,
  temporary: string,
  limits: DuckDbLimits = defaultLimits,
): Engine {
  return {
    name: 'duckdb',
    async profile(request) {
      const sources = await openSources(request.files);
      requireTime(sources, request.time);
      await using db = await openDuckDb(await load(), request, temporary, limits);
      return await profile(db, sources, request);
    },
  };
}

async function profile(
  db: DuckDb,
  sources: readonly Source[],
  asked: ProfileRequest,
): Promise<EngineAnswer> {
  const names = wantedNames(sources, asked);
  const request = fitted(asked, names.length);
  const { time, like, now, onProgress } = request;
  const hasTexts = sources.some(({ parquet }) => parquet === null);
  const opening = hasTexts ? 0.5 : 0.05;
  const scans = await openScans(db, sources, (share) => {
    onProgress(share * opening);
  });
  const rows = scans.reduce((sum, scan) => sum + scan.rows, 0);
  const moments = time === null ? null : await readMoments(db, scans, time, request);
  const wanted = like ?? (await shapesOf(db, scans, names));
  const known = new Map(
    names.flatMap((name): [string, ColumnShape][] => {
      const shape = wanted.get(name);
      return shape === undefined ? [] : [[name, shape]];
    }),
  );
  const options = collectorOptions(names.length, now);
  const shapes = rows > options.mostExact ? await withPivots(db, scans, known) : known;
  const windows = moments?.line.windows ?? [];
  const parts = partsOf(rows, request.parts);
  const groups = rowGroups(rows, parts, windows);
  const grouping: Grouping = { groups, windows, rows, parts, moments };
  const columns = new Map([...shapes].map(([name, shape]) => [name, collectorFor(shape, options)]));
  const counts = tallies();
  let done = 0;
  for (const scan of scans) {
    await countScan(db, grouping, scan, shapes, columns, counts, (values) => {
      done += values;
      onProgress(opening + ((1 - opening) * done) / Math.max(1, rows * columns.size));
    });
  }
  const wantedRows = sampleSize(request.sample, names.length);
  const newest =
    request.sample === 0
      ? null
      : await newestRows(
          db,
          scans,
          grouping,
          (window) => counts.sum(groups.windows[window] ?? []).rows,
        );
  const sampled = newest === null ? sampledRows(rows, wantedRows) : sampledOf(newest, wantedRows);
  const samples = new Map(
    [...shapes].map(([name, shape]) => [name, columnSample(shape, sampled.length)]),
  );
  await readSample(db, scans, sampled, samples);
  const collected = { groups, windows, rows: counts, columns };
  const profiles = profilesOf(collected);
  return {
    profiled: {
      ...profiles,
      types: columnTypes(
        sources,
        sources.map(({ parquet }) => parquet?.rows ?? 0),
        await voteTypes(db, scans),
      ),
      span: moments?.line.span ?? null,
      withoutWindow: moments?.line.withoutWindow ?? 0,
      times: moments?.line.times ?? null,
    },
    calibration: calibrationOf(collected, profiles.whole),
    sample: request.sample === 0 ? null : rowSample(sampled.length, samples),
  };
}

async function countScan(
  db: DuckDb,
  grouping: Grouping,
  scan: Scan,
  shapes: ReadonlyMap<string, ColumnShape>,
  columns: ReadonlyMap<string, ColumnCollector>,
  counts: Tallies,
  progress: (values: number) => void,
): Promise<void> {
  const rowsByGroup = await groupRows(db, grouping, scan);
  for (const [group, rows] of rowsByGroup) counts.of(group).rows += rows;
  const levels: LevelColumn[] = [];
  const streamed: StreamedColumn[] = [];
  for (const [name, collector] of columns) {
    const shape = shapes.get(name);
    const plan = shape === undefined ? null : planFor(name, scan, shape);
    if (plan === null) continue;
    if (plan.kind === 'levels') levels.push({ sql: plan.sql, collector });
    else if (!('sql' in plan)) {
      for (const [group, rows] of rowsByGroup) collector.without(plan.kind, group, rows);
    } else streamed.push({ plan, collector });
  }
  await countNumbers(db, grouping, scan, streamed, progress);
  await countLevels(db, grouping, scan, levels);
  progress(levels.length * scan.rows);
}
