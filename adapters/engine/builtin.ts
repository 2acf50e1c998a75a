import { collectorFor, collectorOptions } from '../../core/profile/collect/collector-for.ts';
import { columnSample, rowSample } from '../../core/profile/collect/column-sample.ts';
import type { TypeVotes } from '../../core/profile/collect/column-type.ts';
import { partsOf, type RowGroups, rowGroups } from '../../core/profile/collect/row-groups.ts';
import { newestRows, sampledOf } from '../../core/profile/collect/newest-rows.ts';
import { sampledRows, sampleSize } from '../../core/profile/collect/sampled-rows.ts';
import {
  type Collected,
  calibrationOf,
  profilesOf,
} from '../../core/profile/collect/table-collector.ts';
import { tallies } from '../../core/profile/collect/tally.ts';
import type { ColumnShape } from '../../core/profile/profile.ts';
import { countingColumn, typeColumn, type RowPlaces } from './counting-column.ts';
import { type Engine, type EngineAnswer, fitted, type ProfileRequest } from './engine.ts';
import { type PassColumn, readPass } from './read-pass.ts';
import { allNames, openSources, requireTime, type Source, wantedNames } from './source.ts';
import { type FirstLook, firstLook } from './first-look.ts';
import { columnTypes } from './column-types.ts';

/** Reads files with Assay's own readers: once to learn what must be known beforehand, where something must, and once to count. */
export const builtin: Engine = {
  name: 'builtin',
  async profile(asked) {
    asked.signal.throwIfAborted();
    const sources = await openSources(asked.files);
    requireTime(sources, asked.time);
    const names = wantedNames(sources, asked);
    const request = fitted(asked, names.length);
    const needsLook =
      request.like === null || request.time !== null || request.parts > 0 || request.sample > 0;
    const half = needsLook ? 0.5 : 0;
    const look = needsLook
      ? await firstLook(sources, names, request, (share) => {
          request.signal.throwIfAborted();
          request.onProgress(share * half);
        })
      : null;
    return count(sources, names, request, look, (share) => {
      request.signal.throwIfAborted();
      request.onProgress(half + share * (1 - half));
    });
  },
};

async function count(
  sources: readonly Source[],
  names: readonly string[],
  request: ProfileRequest,
  look: FirstLook | null,
  progress: (share: number) => void,
): Promise<EngineAnswer> {
  const windows = look?.line?.windows ?? [];
  const known = look?.rows ?? 0;
  const groups = rowGroups(known, partsOf(known, request.parts), windows);
  const wantedRows = sampleSize(request.sample, names.length);
  const newest =
    request.sample === 0 || look?.instants == null ? null : newestRows(look.instants, windows);
  const sampled = newest === null ? sampledRows(known, wantedRows) : sampledOf(newest, wantedRows);
  const places = placesOf(groups, look?.instants ?? null, sampled);
  const options = collectorOptions(names.length, request.now);
  const shapes = shapesOf(names, request, look);
  const collectors = new Map(
    [...shapes].map(([name, shape]) => [name, collectorFor(shape, options)]),
  );
  const samples = new Map(
    [...shapes].map(([name, shape]) => [name, columnSample(shape, sampled.length)]),
  );
  const votes = new Map<string, TypeVotes>();
  const columns = new Map<string, PassColumn>();
  for (const [name, collector] of collectors) {
    const ofColumn: TypeVotes = new Map();
    votes.set(name, ofColumn);
    const takers = { collector, sample: samples.get(name) ?? null, votes: ofColumn };
    columns.set(name, countingColumn(takers, places));
  }
  for (const name of allNames(sources)) {
    if (columns.has(name) || name === request.time) continue;
    const ofColumn: TypeVotes = new Map();
    votes.set(name, ofColumn);
    columns.set(name, typeColumn(ofColumn));
  }
  const counts = await readPass(sources, columns, progress);
  const rows = tallies();
  const total = counts.reduce((sum, count) => sum + count, 0);
  for (let row = 0; row < total;) {
    const end = Math.min(total, places.runEnd(row));
    rows.of(places.groupOf(row)).rows += end - row;
    row = end;
  }
  const collected: Collected = { groups, windows, rows, columns: collectors };
  const profiles = profilesOf(collected);
  return {
    profiled: {
      ...profiles,
      types: columnTypes(sources, counts, allVotes(votes, request.time, look)),
      span: look?.line?.span ?? null,
      withoutWindow: look?.line?.withoutWindow ?? 0,
      times: look?.line?.times ?? null,
    },
    calibration: calibrationOf(collected, profiles.whole),
    sample: request.sample === 0 ? null : rowSample(sampled.length, samples),
  };
}

/** How each column is read: as the reference was, or as its own values say. One that the reference lacks is not counted. */
function shapesOf(
  names: readonly string[],
  { like }: ProfileRequest,
  look: FirstLook | null,
): ReadonlyMap<string, ColumnShape> {
  const shapes = like ?? look?.shapes ?? new Map<string, ColumnShape>();
  return new Map(
    names.flatMap((name) => {
      const shape = shapes.get(name);
      return shape === undefined ? [] : [[name, shape] as const];
    }),
  );
}

function placesOf(
  groups: RowGroups,
  instants: Float64Array | null,
  sampled: Float64Array,
): RowPlaces {
  if (instants === null || groups.windows.length === 0) {
    return { sampled, groupOf: (row) => groups.of(row, Number.NaN), runEnd: groups.partEnd };
  }
  const ofRow = new Int32Array(instants.length);
  for (let row = 0; row < ofRow.length; row++) {
    ofRow[row] = groups.of(row, instants[row] ?? Number.NaN);
  }
  return {
    sampled,
    groupOf: (row) => ofRow[row] ?? 0,
    runEnd(row) {
      let end = row + 1;
      while (end < ofRow.length && ofRow[end] === ofRow[row]) end += 1;
      return end;
    },
  };
}

function allVotes(
  votes: ReadonlyMap<string, TypeVotes>,
  time: string | null,
  look: FirstLook | null,
): ReadonlyMap<string, TypeVotes> {
  return time === null || look === null ? votes : new Map([...votes, [time, look.timeVotes]]);
}
