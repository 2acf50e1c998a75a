import { recordId } from '../../../core/record/digest.ts';
import type { Entries } from '../../e2e/app/records.ts';
import { type Json, textOf } from './json.ts';
import { whole } from './whole.ts';

/** The records of an artifact, by what they are. */
export type Name = keyof typeof whole;

/** Where each lies in it. */
export const paths: Readonly<Record<Name, string>> = {
  run: 'records/run.json',
  evaluation: 'records/evaluation.json',
  champion: 'records/evaluation-champion.json',
};
export const names: readonly Name[] = ['run', 'evaluation', 'champion'];

/** A record as plain JSON. */
export function plain(name: Name): Json {
  return JSON.parse(JSON.stringify(whole[name])) as Json;
}

/** The whole records but for these, each sealed; the evaluations name the run, unless they are these. */
export function entriesOf(changes: Partial<Record<Name, Json>> = {}): Entries {
  return Object.fromEntries(
    names.map((name) => {
      const record = changes[name];
      return [paths[name], textOf(record === undefined ? plain(name) : resealed(record))];
    }),
  );
}

/** The evaluation names the run that was changed, as a forger would let it. */
export function relinked(records: Partial<Record<Name, Json>>): Partial<Record<Name, Json>> {
  if (records.run === undefined) return records;
  const run = resealed(records.run);
  const evaluation = records.evaluation ?? plain('evaluation');
  if (!isObject(run) || !isObject(evaluation)) return records;
  return { ...records, evaluation: { ...evaluation, run: run['id'] ?? null } };
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** With the id that its content has; where it can't have one, as it is. */
export function resealed(record: Json): Json {
  if (!isObject(record)) return record;
  try {
    // What is written raw is read before its digest is taken.
    const read = JSON.parse(textOf(record)) as { [key: string]: Json };
    return { ...record, id: recordId(read) };
  } catch {
    return record;
  }
}

/** The record with a value at a path; undefined takes away what is there. */
export function placed(
  record: Json,
  [key, ...path]: readonly string[],
  value: Json | undefined,
): Json {
  if (key === undefined || !isObject(record)) return value ?? null;
  const { [key]: before, ...others } = record;
  if (path.length > 0) return { ...record, [key]: placed(before ?? null, path, value) };
  return value === undefined ? others : { ...others, [key]: value };
}
