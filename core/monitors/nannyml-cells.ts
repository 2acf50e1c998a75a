import { type Fields, isFields } from '../fields.ts';
import { windowOf } from './moment.ts';
import { numberOf } from './values.ts';

/** What one row says of a chunk of rows, and of one column or metric in it. */
export interface Cell {
  /** A column, or a metric of the model. */
  readonly subject: string;
  /** Null for a metric, or another figure that no method of drift gave. */
  readonly method: string | null;
  readonly chunk: Chunk;
  /** By name: `value`, `alert`, `upper_threshold` and so on. */
  readonly fields: Fields;
}

/** A chunk of the analysed data. */
export interface Chunk {
  /** The same for every table of one data set. */
  readonly id: string;
  readonly index: number;
  readonly window: { readonly start: string; readonly end: string } | null;
  readonly rows: number;
}

const methods = [
  'kolmogorov_smirnov',
  'jensen_shannon',
  'wasserstein',
  'hellinger',
  'l_infinity',
  'chi2',
] as const;

const fieldNames = [
  'upper_confidence_boundary',
  'lower_confidence_boundary',
  'upper_threshold',
  'lower_threshold',
  'sampling_error',
  'realized',
  'alert',
  'value',
] as const;

/** The cells of the rows of `to_df()`, with levels or without; chunks of the reference are passed over. */
export function cellsOf(rows: readonly Fields[]): readonly Cell[] {
  return rows.flatMap((row) => {
    const groups = new Map<
      string,
      { subject: string; method: string | null; fields: [string, unknown][] }
    >();
    for (const [name, value] of Object.entries(row)) {
      const path = pathOf(name);
      if (path === null) continue;
      const id = JSON.stringify([path.subject, path.method]);
      const group = groups.get(id) ?? { subject: path.subject, method: path.method, fields: [] };
      group.fields.push([path.field, value]);
      groups.set(id, group);
    }
    const about = Object.fromEntries(groups.get(chunkId)?.fields ?? []);
    if (about['period'] === 'reference') return [];
    const chunk = chunkOf(about);
    return [...groups.entries()]
      .filter(([id]) => id !== chunkId)
      .map(([, { subject, method, fields }]) => ({
        subject,
        method,
        chunk,
        fields: Object.fromEntries(fields),
      }))
      .filter(({ fields }) => Object.hasOwn(fields, 'alert') && isFields(fields));
  });
}

const chunkId = JSON.stringify(['chunk', null]);

function chunkOf(about: Fields): Chunk {
  const window = windowOf(about['start_date'], about['end_date']);
  const index = numberOf(about, 'chunk_index') ?? numberOf(about, 'index') ?? 0;
  const [first, last] = [numberOf(about, 'start_index'), numberOf(about, 'end_index')];
  const rows = first === null || last === null ? 0 : Math.trunc(last - first) + 1;
  const key = typeof about['key'] === 'string' ? about['key'] : '';
  return {
    id: JSON.stringify([key, window?.start ?? index]),
    index,
    window,
    rows: Math.max(0, rows),
  };
}

interface Path {
  readonly subject: string;
  readonly method: string | null;
  readonly field: string;
}

/** A longer name is of nothing that NannyML makes. */
const longestName = 1_000;

/** pandas names a column with levels by the tuple as Python shows it: `('temp', 'jensen_shannon', 'value')`. */
function pathOf(name: string): Path | null {
  if (name.length > longestName) return null;
  const parts = name.startsWith('(') ? tupleParts(name) : null;
  if (parts === null) return flatPath(name);
  const [subject = '', second = '', third] = parts;
  if (subject === 'chunk') return { subject, method: null, field: parts.at(-1) ?? '' };
  return third === undefined
    ? { subject, method: null, field: second }
    : { subject, method: second, field: third };
}

const quoted = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;

function tupleParts(name: string): readonly string[] | null {
  const parts = [...name.matchAll(quoted)].map(([, single, double]) =>
    (single ?? double ?? '').replaceAll(/\\(.)/g, '$1'),
  );
  return parts.length === 2 || parts.length === 3 ? parts : null;
}

function flatPath(name: string): Path | null {
  if (name.startsWith('chunk_')) {
    return { subject: 'chunk', method: null, field: name.slice('chunk_'.length) };
  }
  const field = fieldNames.find((one) => name.endsWith(`_${one}`));
  if (field === undefined) return null;
  const base = name.slice(0, -field.length - 1);
  const method = methods.find((one) => base.endsWith(`_${one}`)) ?? null;
  return { subject: method === null ? base : base.slice(0, -method.length - 1), method, field };
}
