import {
  assert,
  array,
  constantFrom,
  double,
  integer,
  option,
  property,
  record,
  string,
  tuple,
  uint8Array,
  uniqueArray,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeProfile, encodeProfile, type ProfileAbout } from '../../../core/profile/document.ts';
import type {
  ColumnProfile,
  Distribution,
  ReferenceProfile,
} from '../../../core/profile/profile.ts';
import { profileOf } from './reference.ts';

const about: ProfileAbout = {
  createdAt: '2026-01-02T03:04:05Z',
  producer: { action: 'evaluate', version: '1.0.0' },
  repository: 'acme/bikes',
  commit: 'a'.repeat(40),
  model: 'bike-demand',
  source: { path: 'data/train.csv', digest: `sha256:${'b'.repeat(64)}` },
};

function encoded(reference: ReferenceProfile): Uint8Array {
  const result = encodeProfile(reference, about);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

/** What is wrong with a document in which something was put in the place of something else. */
function reasonOf(change: (document: never) => unknown): string {
  const document: unknown = JSON.parse(Buffer.from(encoded(profileOf())).toString());
  const result = decodeProfile(JSON.stringify(change(document as never)), 'profile.json');
  return result.ok ? '' : result.reason;
}

const number = double({ noNaN: true }).map((value) => value + 0);
const name = string({ unit: 'binary', minLength: 1, maxLength: 12 });
const finite = option(double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0));

/** Values on a grid: the lower edges of its bins, as a profile has them. */
const onGrid = tuple(
  double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  array(integer({ min: -0x7ff00, max: 0x7ff00 })),
).map(([drawn, bins]) => {
  // JSON knows no -0.
  const pivot = drawn + 0;
  const edge = (bin: number): number => {
    const words = new DataView(new ArrayBuffer(8));
    words.setUint32(0, Math.abs(bin) << 12);
    return pivot + Math.sign(bin) * words.getFloat64(0);
  };
  return { pivot: { pivot }, values: bins.map(edge) };
});

const distribution = tuple(
  onGrid,
  array(number),
  constantFrom('grid', 'exact', 'off the grid'),
  array(integer({ min: 1, max: 1_000_000 })),
).map(([grid, exact, kind, counted]): Distribution => {
  const from = kind === 'grid' ? grid.values : exact;
  const values = [...new Set(from)].toSorted((a, b) => a - b);
  return {
    grid: kind === 'exact' ? null : grid.pivot,
    values: Float64Array.from(values),
    counts: Float64Array.from(values, (_, index) => counted[index] ?? 1),
  };
});

const rows = 1_000_000_000_000;

const column = tuple(
  constantFrom('numeric', 'text', 'categorical', 'time'),
  distribution,
  record({ minimum: finite, maximum: finite, mean: finite, deviation: finite }),
  uniqueArray(name),
  finite,
).map(([kind, counted, moments, levels, time]): ColumnProfile => {
  if (kind === 'time') {
    return {
      kind,
      rows,
      missing: 3,
      unreadable: 4,
      first: time,
      last: time,
      future: 1,
      mixedOffsets: true,
    };
  }
  if (kind === 'categorical') {
    const missing = rows - 2 * levels.length - 9 - 1;
    const rest = { levels: 7, rows: 9 };
    return {
      kind,
      coding: 'texts',
      rows,
      missing,
      unreadable: 1,
      levels: new Map(levels.map((level) => [level, 2])),
      rest,
      singles: 0,
    };
  }
  const missing = rows - counted.counts.reduce((sum, count) => sum + count, 0);
  return { kind, rows, missing, unreadable: 0, distribution: counted, moments };
});

const reference = tuple(uniqueArray(name), array(column)).map(
  ([names, columns]): ReferenceProfile => {
    const named = names.slice(0, columns.length);
    return {
      profile: {
        rows,
        columns: new Map(
          named.map((one, index) => [one, columns[index]] as [string, ColumnProfile]),
        ),
      },
      types: new Map(names.map((one) => [one, 'number'])),
      calibration: new Map(named.map((one) => [one, { parts: 20, mean: 0.01, deviation: 0.002 }])),
    };
  },
);

describe('the document of a profile', () => {
  it('gives back every profile as it was, to the last bit', () => {
    assert(
      property(reference, (profile) => {
        const result = decodeProfile(encoded(profile), 'profile.json');
        expect(result).toEqual({ ok: true, value: { about, reference: profile } });
      }),
    );
  });

  it('is the same for the same profile, and holds names such as __proto__', () => {
    const [own] = profileOf().profile.columns.values();
    const columns = new Map([['__proto__', own as ColumnProfile]]);
    const profile = { ...profileOf(), profile: { rows: 10, columns } };
    expect(encoded(profile)).toEqual(encoded(profile));
    expect(decodeProfile(encoded(profile), 'profile.json')).toMatchObject({
      value: { reference: { profile: { columns } } },
    });
  });

  it('takes a few bytes for each bin of a grid', () => {
    const bins = 10_240;
    // Steps of 2^-8 in each power of two.
    const values = Float64Array.from({ length: bins }, (_, index) => {
      const power = Math.floor(index / 256);
      return 0.3 + 2 ** (power - 30) * (1 + (index % 256) / 256);
    });
    const size = (of: Float64Array): number => {
      const counted = { grid: { pivot: 0.3 }, values: of, counts: of.map(() => 1) };
      const moments = { minimum: 0, maximum: 1, mean: 0, deviation: 1 };
      const numbers = { kind: 'numeric', rows: bins, missing: 0, unreadable: 0 } as const;
      const columns = new Map([['x', { ...numbers, distribution: counted, moments }]]);
      return encoded({ ...profileOf(), profile: { rows: bins, columns } }).length;
    };
    expect(size(values)).toBeLessThan(5 * bins);
    // What is on no grid keeps every digit.
    expect(size(values.map((value) => value * 1.1))).toBeGreaterThan(15 * bins);
  });

  it('refuses to write more columns than a report can name, and says what to do', () => {
    const [own] = profileOf().profile.columns.values();
    const many = Array.from(
      { length: 10_001 },
      (_, index) => [`c${index}`, own] as [string, ColumnProfile],
    );
    const result = encodeProfile(
      { ...profileOf(), profile: { rows: 10, columns: new Map(many) } },
      about,
    );
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? '' : result.reason).toMatch(
      /10000 items.*Name fewer columns in monitor\.features/,
    );
  });

  it('answers any bytes with a sentence', () => {
    assert(
      property(uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeProfile(bytes, 'profile.json')).toMatchObject({ ok: false });
      }),
    );
  });

  type Changed = Readonly<Record<string, unknown>> & {
    readonly columns: readonly Readonly<Record<string, unknown>>[];
    readonly types: readonly unknown[];
  };
  const withColumn =
    (changed: 'numbers' | 'levels' | 'at', fields: object) =>
    (document: Changed): unknown => {
      const columns = document.columns.map((one) =>
        one['column'] === changed ? { ...one, ...fields } : one,
      );
      return { ...document, columns };
    };
  const withFirst = (fields: object) => withColumn('numbers', fields);
  const levels = (fields: object) => withColumn('levels', fields);
  const numbers = (fields: object): ((document: Changed) => unknown) =>
    withFirst({ distribution: { pivot: null, values: [1, 2], counts: [4, 6], ...fields } });

  it.each<[string, (document: Changed) => unknown, RegExp]>([
    ['another schema', (all) => ({ ...all, schema: 'urn:assay:schema:run:1.0' }), /no profile/],
    ['a schema that is no text', (all) => ({ ...all, schema: ['urn'] }), /no profile/],
    ['a newer version', (all) => ({ ...all, schema: 'urn:assay:schema:profile:1.4' }), /newer/],
    ['no object', () => null, /no profile/],
    ['an unknown field', (all) => ({ ...all, more: 1 }), /must NOT have additional/],
    ['values that do not ascend', numbers({ values: [2, 1] }), /"numbers" has values that do not/],
    ['a value twice', numbers({ values: [1, 1] }), /do not ascend/],
    ['a value too many', numbers({ values: [1, 2, 3] }), /not as many counts/],
    ['a count of nothing', numbers({ counts: [0, 10] }), /"\/columns\/0/],
    ['half a count', numbers({ counts: [4.5, 5.5] }), /"\/columns\/0/],
    ['a number that JSON rounds to infinity', numbers({ counts: ['1e999'] }), /"\/columns\/0/],
    ['both ways at once', numbers({ steps: [1, 1] }), /in no way, or in two/],
    ['neither way', numbers({ values: undefined }), /in no way, or in two/],
    ['steps without a grid', numbers({ values: undefined, steps: [1, 1] }), /in no way/],
    [
      'steps beyond infinity',
      numbers({ values: undefined, pivot: 0, steps: [1_048_576, 1_048_576] }),
      /do not ascend/,
    ],
    ['counts of more rows', numbers({ counts: [5, 6] }), /counts other rows than it has/],
    [
      'more rare levels than rows of them',
      levels({ rest: { levels: 2, rows: 1 } }),
      /other levels/,
    ],
    ['rows of no rare level', levels({ rest: { levels: 0, rows: 1 }, singles: 0 }), /other levels/],
    ['levels of no row', levels({ rest: { levels: 1, rows: 0 }, rows: 9 }), /other levels/],
    ['more levels that occur once than there are', levels({ singles: 2 }), /other levels/],
    [
      'other levels that occur once than are named',
      levels({ counts: [8, 1], singles: 0 }),
      /"levels" counts other levels than it has/,
    ],
    [
      'times in the future that are missing too',
      withColumn('at', { missing: 4, unreadable: 4, future: 3 }),
      /"at" counts other rows than it has/,
    ],
    ['another number of rows', withFirst({ rows: 11, missing: 1 }), /another number of rows/],
    ['a column twice', (all) => ({ ...all, types: [...all.types, ...all.types] }), /twice/],
    ['a kind that there is not', withFirst({ kind: 'poem' }), /"\/columns\/0/],
  ])('refuses %s', (_, change, reason) => {
    expect(reasonOf(change)).toMatch(reason);
  });

  it('refuses an infinite count, which JSON can spell', () => {
    const text = Buffer.from(encoded(profileOf()))
      .toString()
      .replace('"counts":[4,6]', '"counts":[1e999,6]');
    expect(text).toContain('1e999');
    expect(decodeProfile(text, 'profile.json')).toMatchObject({ ok: false });
  });
});
