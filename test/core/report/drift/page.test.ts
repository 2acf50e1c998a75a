import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DriftPage, renderDriftPage } from '../../../../core/report/drift/page.ts';
import { pagePictures } from '../../../../core/report/drift/page-pictures.ts';
import type { DriftRecord } from '../../../../schemas/types.ts';
import { drift, feature } from '../drift.ts';
import { hostile } from '../hostile.ts';
import { parse, type Parsed } from './parsed.ts';
import { saying } from './saying.ts';
import { world, worldRecord } from './world.ts';

function pageOf(record: DriftRecord): DriftPage {
  const { reference, current } = world();
  return { record, features: pagePictures(reference, current, record.features) };
}

const whole = renderDriftPage(pageOf(worldRecord()));
const elements = parse(whole);
const named = (name: string) => elements.filter((element) => element.name === name);
const text = named('main')[0]?.text.replaceAll(/\s+/g, ' ') ?? '';

/** The elements of one section, and what it says. */
function partsOf(id: string): readonly Parsed[] {
  const from = elements.findIndex(({ attributes }) => attributes['id'] === id);
  const depth = elements[from]?.within.length ?? 0;
  const rest = elements.slice(from + 1);
  const to = rest.findIndex(({ within }) => within.length <= depth);
  return to === -1 ? rest : rest.slice(0, to);
}

function textOf(id: string): string {
  const found = elements.find(({ attributes }) => attributes['id'] === id);
  return found?.text.replaceAll(/\s+/g, ' ') ?? '';
}

describe('the report page', () => {
  it('says what was found, since when, and what to do', () => {
    expect(named('h1').map((each) => each.text)).toEqual(['bike-demand: drift']);
    expect(text).toContain('3 of 12 features drifted, from 2026-07-14 to 2026-07-15');
    expect(text).toContain('\u201cmae\u201d is 67.2 [62.5, 71.9]; its limit is 60');
    expect(text).toContain('\u201cr2\u201d is estimated, without labels');
    expect(text).toContain('since 2026-07-09');
    expect(text).toContain('The model has become worse where it is used');
  });

  it('gives each feature its size, interval, threshold and the smallest size to be seen', () => {
    const row = named('tr').find(
      ({ within, text: row }) => within.includes('table') && row.includes('y_hat numeric'),
    );
    expect(row?.text.replaceAll(/\s+/g, ' ')).toMatch(
      /y_hat numeric, prediction.*drift 0\.331 \[0\.300, 0\.365\] ?0\.1 ?0\.0613/,
    );
  });

  it('shows each size by windows as a number beside its colour, drifted features first', () => {
    const rows = named('th').filter(({ attributes, within }) => {
      return attributes['scope'] === 'row' && !within.includes('article');
    });
    expect(rows.slice(0, 3).map((each) => each.text.trim())).toEqual(['temp', 'y_hat', 'weather']);
    const cells = named('td').filter(({ attributes }) => attributes['className'] === 'l4,on');
    expect(cells.length).toBeGreaterThan(5);
    expect(cells.every((cell) => /^\d\.\d$/.test(cell.text.trim()))).toBe(true);
  });

  it('names each of its sections in its contents', () => {
    const links = named('a').filter(({ within }) => within.includes('nav'));
    expect(links.map((link) => [link.attributes['href'], link.text])).toEqual([
      ['#verdict', 'Verdict'],
      ['#performance', 'Performance'],
      ['#windows', 'By windows'],
      ['#distributions', 'Distributions'],
      ['#multivariate', 'Together'],
      ['#slices', 'Slices'],
      ['#schema', 'Columns'],
      ['#volume', 'Volume'],
      ['#features', 'All features'],
      ['#compared', 'What was compared'],
    ]);
  });

  it('draws each metric by windows, with its interval and its bounds', () => {
    const drawn = partsOf('performance');
    const charts = drawn.filter(({ attributes }) => attributes['role'] === 'img');
    expect(charts.map((chart) => chart.text.trim().split('\n')[0])).toEqual([
      'mae by windows',
      'r2 by windows, estimated',
    ]);
    const classes = drawn.map(({ attributes }) => attributes['className']);
    expect(classes.filter((name) => name === 'dot' || name === 'dot,hollow')).toHaveLength(28);
    for (const name of ['band', 'limit-line', 'reference-line', 'current', 'current,estimated']) {
      expect(classes).toContain(name);
    }
    // The reason of an alarm names it.
    const smallest = 'the smallest change to be seen was 4.7';
    expect(textOf('performance')).not.toContain(smallest);
    const record = worldRecord();
    const performance = record.performance?.map((one) => ({ ...one, outcome: 'stable' as const }));
    expect(renderDriftPage(pageOf({ ...record, ...(performance && { performance }) }))).toContain(
      smallest,
    );
  });

  it('draws the reference and the current data of each feature, and those that drifted by windows', () => {
    const drawn = partsOf('distributions');
    const paths = drawn.filter(({ name }) => name === 'path');
    const of = (kind: string) => paths.filter(({ attributes }) => attributes['className'] === kind);
    // Nine columns of numbers and lengths of texts; two of them drifted, whose medians are a line as well.
    expect([of('reference').length, of('current').length]).toEqual([9, 11]);
    expect(
      [...of('reference'), ...of('current')].map((path) => path.attributes['d']),
    ).not.toContain('');
    const titles = drawn.flatMap(({ name, text: title }) =>
      name === 'title' ? [title.trim()] : [],
    );
    expect(titles).toContain('Distribution of temp');
    expect(titles).toContain('Values of temp by windows');
    expect(textOf('distributions')).toMatch(/freezing fog.* 0% 7\.9%/);
  });

  it.each([
    [
      'multivariate',
      'has an AUC of 0.742 [0.718, 0.766]; 0.5 is guessing, from 0.6 on it is drift.',
    ],
    ['multivariate', 'weather 27%'],
    ['slices', 'weather = rain\u25b2 drift262mae88.1 [79.5, 96.9]61.2The whole interval is'],
    ['slices', 'holiday = yes? too few rows22mae49.250.1Only 22 rows.'],
    ['schema', 'promo_code\u2713 stableis new\u2014textNothing of the reference'],
    ['volume', '742 rows in the newest window, about 720 expected'],
    ['volume', 'newest row 2026-07-14 23:59 UTC its age 5 h 18 min may be 48 h 0 min'],
  ])('says in the section %s: %s', (id, said) => {
    expect(textOf(id)).toContain(said);
  });

  it('has each colour for light and for dark', () => {
    const [screen = '', ...print] = (named('style')[0]?.text ?? '').split('@media print');
    expect(print).toHaveLength(1);
    expect(screen).toContain('color-scheme: light dark;');
    const pair = /light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)/g;
    expect(screen.match(pair)?.length).toBeGreaterThan(20);
    expect(screen.replaceAll(pair, '')).not.toMatch(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i);
    const drawn = named('svg').flatMap(({ attributes }) => Object.keys(attributes));
    expect(drawn).not.toContain('fill');
  });

  it('loads nothing and allows only its own style and script', () => {
    const policy = named('meta').find((each) => each.attributes['httpEquiv'] !== undefined);
    const content = policy?.attributes['content'] ?? '';
    expect(content).toContain("default-src 'none'");
    expect(content).not.toContain('unsafe');
    for (const name of ['style', 'script']) {
      const [own, ...others] = named(name);
      const hash = createHash('sha256')
        .update(own?.text ?? '')
        .digest('base64');
      expect(others).toEqual([]);
      expect(content).toContain(`${name}-src 'sha256-${hash}'`);
    }
    expect(whole).not.toMatch(/https?:|"\/\/|url\(|@import|srcset|\ssrc=|\sstyle=/i);
    const links = named('a').map((each) => each.attributes['href'] ?? '');
    expect(links.filter((link) => !link.startsWith('#'))).toEqual([]);
  });

  it('is read by a browser as it is written', () => {
    const written = [...whole.matchAll(/<([a-z][a-z0-9]*)[\s>/]/g)].map(([, name]) => name);
    // A fragment has no document around it.
    const outer = new Set(['html', 'head', 'body']);
    const inScript = [...(named('script')[0]?.text.matchAll(/<([a-z]+)[\s>/]/g) ?? [])];
    expect(inScript).toEqual([]);
    expect(elements.map(({ name }) => name).filter((name) => !outer.has(name))).toEqual(
      written.filter((name) => !outer.has(name ?? '')),
    );
  });

  it('has landmarks, headings in order, and words for every drawing', () => {
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of named('a')) expect(ids).toContain(attributes['href']?.slice(1));
    const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? Number(name[1]) : []));
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    for (const { attributes, text: drawn } of named('svg')) {
      const isDrawing = attributes['role'] === 'img' && drawn.trim() !== '';
      expect(isDrawing || attributes['ariaHidden'] === 'true').toBe(true);
    }
    expect(['header', 'nav', 'main', 'footer'].map((name) => named(name).length)).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it('says only what is known of a report by another monitor', () => {
    const record: DriftRecord = {
      ...drift({ features: [] }),
      reference: null,
      current: null,
      window: null,
      source: { adapter: 'alertmanager', key: 'k', reportedBy: null, url: null, decided: true },
    };
    const page = renderDriftPage({ record, features: [] });
    expect(page).toContain(
      'Another monitor (\u201calertmanager\u201d) reported it and named no feature.',
    );
    const [main] = parse(page).filter(({ name }) => name === 'main');
    expect(main?.text).not.toMatch(/undefined|NaN|null|rows/);
  });

  it('draws the picture that an old record holds, where the page has none', () => {
    const picture = { labels: ['a', 'b'], reference: [0.5, 0.5], current: [0.1, null] };
    const features = [feature({ kind: 'categorical', test: 'chi-square', picture })];
    const page = renderDriftPage({ record: drift({ features }), features: [] });
    expect(parse(page).filter(({ name }) => name === 'rect')).toHaveLength(4);
  });

  it('stays under five megabytes with 10,000 features and 400 windows, and says what it left out', () => {
    const sizes = Array.from({ length: 400 }, (_, index) => (index % 7) * 0.05);
    const outcomes = sizes.map(() => 'drift' as const);
    const windows = sizes.map((_, index) => {
      const start = new Date(index * 86_400_000).toISOString();
      return { start, end: start, rows: 1, outcome: 'drift' as const, drifted: 1 };
    });
    const features = Array.from({ length: 10_000 }, (_, index) =>
      feature({ feature: `a feature with a name ${index}`, history: { sizes, outcomes } }),
    );
    const page = renderDriftPage({ record: { ...drift(), features, windows }, features: [] });
    expect(page.length).toBeLessThan(5_000_000);
    expect(page).toContain('6,000 more features');
    expect(page).toContain('9,700 features with the least change are in the table');
  });
});

/** How many marks an axis has depends on how long its labels are. */
const marks = new Set(['path className d', 'text x y textAnchor']);

const structure = (page: string): readonly string[] =>
  parse(page)
    .map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`)
    .filter((element) => !marks.has(element));

describe('text from outside on the report page', () => {
  const harmless = structure(renderDriftPage(saying('word')));

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</style></svg><h1>',
    "' onload='x",
  ])('is text: %s', (words) => {
    const page = renderDriftPage(saying(words));
    expect(structure(page)).toEqual(harmless);
    expect(page).not.toContain(words);
  });

  it('makes no element and no attribute, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        expect(structure(renderDriftPage(saying(words)))).toEqual(harmless);
      }),
      { numRuns: 25 },
    );
  });
});
