import type { Dataset, RunRecord } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { type Change, environmentRows, packageRows } from './environment.ts';
import { digest } from './link.ts';
import { literal } from './literal.ts';
import { formatBytes, noValue } from './number.ts';
import { type Column, firstRows, more, table } from './table.ts';

const columns: readonly Column[] = [
  { heading: 'What changed', align: 'left' },
  { heading: 'Before', align: 'left' },
  { heading: 'Now', align: 'left' },
];

/** More would push the verdict out of sight. */
const mostRows = 20;
const mostFiles = 12;

/**
 * What else than the code could have caused a difference: parameters, data, files and environment of the candidate
 * beside those of the run before, only where they differ.
 */
export function changesSection(facts: CandidateFacts, before: RunRecord | null): readonly string[] {
  const { run } = facts;
  if (run === null || before === null) return [];
  const environment = environmentChanges(before, run);
  const rows = [...parameterRows(before, run), ...dataRows(before, run), ...environment];
  const files = changedFiles(facts, before, run);
  const command = before.command === run.command ? [] : ['the training command'];
  const also = [...command, ...listed(files)];
  if (rows.length === 0 && also.length === 0) {
    return ['**What changed:** nothing that training declares as its input.'];
  }
  const { shown, left } = firstRows(rows, mostRows);
  const rest = more(left, 'parameters, data sets or packages changed.');
  const code = also.length === 0 ? [] : ['', `Also changed: ${also.join(', ')}.`];
  return rows.length === 0
    ? [`**What changed:** ${also.join(', ')}.`]
    : [...table(columns, shown), ...rest, ...code];
}

/** The keys of both, in the order of the candidate, then those that are gone. */
function keysOf(before: object, after: object): readonly string[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])];
}

function parameterRows(before: RunRecord, after: RunRecord): readonly Change[] {
  return keysOf(before.parameters, after.parameters)
    .map((key) => [key, parameter(before, key), parameter(after, key)] as const)
    .filter(([, old, now]) => old !== now)
    .map(([key, old, now]) => [literal(key, 80), old, now]);
}

function environmentChanges(before: RunRecord, after: RunRecord): readonly Change[] {
  const [old, now] = [before.environment, after.environment];
  const rows = environmentRows(old, now).filter(([, was, is]) => was !== is);
  return [...rows, ...packageRows(old, now)];
}

function parameter({ parameters }: RunRecord, key: string): string {
  const value = Object.hasOwn(parameters, key) ? parameters[key] : undefined;
  return value === undefined ? noValue : literal(String(value), 120);
}

function dataRows(before: RunRecord, after: RunRecord): readonly Change[] {
  return keysOf(before.data, after.data)
    .map((name) => [name, dataset(before, name), dataset(after, name)] as const)
    .filter(([, old, now]) => old?.digest !== now?.digest)
    .map(([name, old, now]) => [`data ${literal(name, 60)}`, data(old), data(now)]);
}

function dataset({ data }: RunRecord, name: string): Dataset | undefined {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

function data(dataset: Dataset | undefined): string {
  return dataset === undefined
    ? noValue
    : `${digest(dataset.digest)}, ${formatBytes(dataset.bytes)}`;
}

/** Inputs that differ and are neither parameters nor data, which are shown above. */
function changedFiles(
  { config }: CandidateFacts,
  before: RunRecord,
  after: RunRecord,
): readonly string[] {
  const shown = new Set([
    ...(config.train.params ?? []),
    ...Object.values(after.data).map(({ path }) => path),
    ...Object.values(before.data).map(({ path }) => path),
  ]);
  const old = new Map(before.inputs.map(({ path, digest }) => [path, digest]));
  const now = new Map(after.inputs.map(({ path, digest }) => [path, digest]));
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  return paths.filter((path) => !shown.has(path) && old.get(path) !== now.get(path));
}

function listed(files: readonly string[]): readonly string[] {
  const { shown, left } = firstRows(files, mostFiles);
  return [
    ...shown.map((path) => literal(path, 100)),
    ...(left === 0 ? [] : [`${left} more files`]),
  ];
}
