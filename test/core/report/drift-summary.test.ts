import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDriftSummary } from '../../../core/report/drift-summary.ts';
import type { PerformanceDrift } from '../../../schemas/types.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import { drift, feature } from './drift.ts';
import { saying } from './drift/saying.ts';
import { worldRecord } from './drift/world.ts';
import { decoded, elements, hostile, linking, withoutCode } from './hostile.ts';

describe('renderDriftSummary', () => {
  it('shows the finding, the window, both sides and a row a feature, drifted ones first', () => {
    const text = renderDriftSummary(drift());
    expect(text).toContain('Drift: `bike-demand`');
    expect(text).toContain(
      '1 of 2 features drifted, from `2011-05-01` to `2011-05-31`: 744 rows now against 2,879 rows of reference.',
    );
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toEqual([
      '| `temp` | \ud83d\udd34 **drift** | D\u00a00.412 | 0.1 | 0.06 | < 0.0001 | 744 (2,879) |',
      '| `hr` | \ud83d\udfe2 stable | D\u00a00.004 | 0.1 | 0.06 | 0.98 | 744 (2,879) |',
    ]);
    expect(text).toContain('Benjamini-Hochberg');
  });

  it('says since when, the interval of each size, and what to do', () => {
    const text = renderDriftSummary(worldRecord());
    expect(text).toContain('It has been there since `2026-07-09`.');
    expect(text).toContain('**What to do next**\n\nThe model has become worse where it is used');
    expect(text).toContain('D\u00a00.355\u00a0[0.324,\u00a00.389] | 0.1 | 0.061 |');
    expect(text).toContain(
      '| `r2` (estimate) | 0.580\u00a0[0.539,\u00a00.621] | 0.69 | \u2265\u00a00.55 | 0.041 |',
    );
    expect(text).toContain('| `temp` | `\u2581');
    expect(text).toContain('```mermaid');
    expect(text).toContain('when it is there in 2 of the 3 newest windows');
  });

  it('names a column of lists among those that were not judged', () => {
    const tags = {
      column: 'tags',
      change: 'unreadable',
      reference: 'other',
      current: 'other',
      outcome: 'unreadable',
      reason: 'The reference holds lists there.',
    } as const;
    const text = renderDriftSummary(drift({ outcome: 'insufficient-data', schemaChanges: [tags] }));
    expect(text).toContain('Not judged: `tags`; the reasons are below.');
    expect(text).toContain('The reference holds lists there.');
  });

  it('tells of which window late labels are, and that a metric without a bound is not judged', () => {
    const metric = {
      metric: 'mae',
      estimated: false,
      value: 9,
      interval: null,
      rows: 700,
      reference: null,
      limit: 5,
      outcome: 'drift',
      reason: '',
      history: [
        {
          start: '2026-07-01T00:00:00.000Z',
          end: '2026-07-02T00:00:00.000Z',
          rows: 700,
          value: 9,
          interval: null,
          outcome: 'drift',
        },
        {
          start: '2026-07-02T00:00:00.000Z',
          end: '2026-07-03T00:00:00.000Z',
          rows: 0,
          value: null,
          interval: null,
          outcome: 'insufficient-data',
        },
      ],
    } as const;
    const shown = { ...metric, metric: 'r2', limit: null, outcome: 'insufficient-data' } as const;
    const text = renderDriftSummary(
      drift({
        performance: [
          { ...metric, history: [...metric.history] },
          { ...shown, history: [] },
        ],
      }),
    );
    expect(text).toContain('- `mae` is 9 in the window from `2026-07-01`; its limit is 5.');
    expect(text).toMatch(/\| `r2` \|.*\u26aa not judged \|/);
    expect(text).not.toContain('too few rows');
  });

  it('says of a metric that its bound could not judge, although no column drifted', () => {
    const mae = {
      metric: 'mae',
      estimated: false,
      value: null,
      interval: null,
      rows: 0,
      reference: null,
      limit: 5,
      outcome: 'insufficient-data',
      reason: 'No row has a label.',
    } as const;
    const features = [feature({ outcome: 'stable' })];
    const said = (...performance: PerformanceDrift[]): string =>
      renderDriftSummary(drift({ outcome: 'stable', features, performance }));
    for (const text of [
      said(mae),
      said({ ...mae, limit: null, maxRegression: null }),
      said(mae, { ...mae, estimated: true }),
    ]) {
      expect(text).toContain('- Not judged: `mae`; the reasons are below.');
      expect(text).toContain('- `mae`: No row has a label.');
      expect(text).toContain('could not be judged by every bound');
      expect(text).not.toContain('nothing to do');
    }
    for (const text of [
      said(),
      said({ ...mae, limit: null }),
      said(mae, { ...mae, estimated: true, outcome: 'stable' }),
    ]) {
      expect(text).toContain('There is nothing to do.');
      expect(text).not.toContain('Not judged');
    }
  });

  it('says under a heading why each feature drifted or was not judged, and each name once', () => {
    const features = [
      feature({ reason: 'temp rose: its median is 21.' }),
      feature({ feature: 'D', reason: 'D is 0.3, at least 0.1.' }),
    ];
    expect(renderDriftSummary(drift({ features }))).toContain(
      '**Why**\n\n- `temp` rose: its median is 21.\n- `D`: D is 0.3, at least 0.1.',
    );
  });

  it('shows slices that changed before those that did not', () => {
    const slice = {
      column: 'city',
      value: 'calm',
      rows: 300,
      outcome: 'stable',
      metric: null,
      metricValue: null,
      interval: null,
      reference: null,
      reason: '',
    } as const;
    const slices = [
      ...Array.from({ length: 30 }, () => slice),
      { ...slice, value: 'worse', outcome: 'warning' } as const,
    ];
    const text = renderDriftSummary(drift({ outcome: 'warning', slices }));
    expect(text.indexOf('`city` = `worse` |')).toBeGreaterThan(0);
    expect(text.indexOf('`city` = `worse` |')).toBeLessThan(text.indexOf('`city` = `calm` |'));
  });

  it('sends a person to the data first where these may be faulty', () => {
    const missing = feature({ alarms: ['missing'] });
    const volume = {
      rows: 3,
      expected: 700,
      lower: 500,
      upper: 900,
      outcome: 'drift',
      reason: '',
    } as const;
    const text = renderDriftSummary(drift({ features: [missing], volume }));
    expect(text).toContain(
      'First look at what makes the data of `bike-demand`: values are missing, the number of rows is unusual',
    );
    expect(text).toContain('\ud83d\udd34 **drift**: missing values');
    expect(text).toContain('**Rows and their age**');
  });

  it('tells of files that could not be opened, and of windows without rows', () => {
    const files = [{ path: 'days/2.parquet', reason: 'It is empty.' }];
    const current = { path: 'days/', digest: null, rows: 700, unreadable: { count: 7, files } };
    const outcome = 'warning';
    const volume = { rows: 0, expected: 700, lower: 500, upper: 900, outcome, reason: '' } as const;
    const text = renderDriftSummary(drift({ outcome, features: [], current, volume }));
    expect(text).toContain(
      'Files could not be opened, so their rows are not among the current data: `days/2.parquet` and 6 more.',
    );
    expect(text).toContain('No row came in the windows after the newest one that has some');
    expect(text).toContain('files could not be opened, the number of rows is unusual');
  });

  it('sends a person to the data, and waits for nothing, where only times are odd', () => {
    const freshness = {
      newest: '2026-07-26T00:00:00Z',
      ageSeconds: 60,
      limitSeconds: null,
      future: 3,
      outcome: 'warning',
      reason: '',
    } as const;
    const calm = feature({ outcome: 'stable' });
    const text = renderDriftSummary(drift({ outcome: 'warning', features: [calm], freshness }));
    expect(text).toContain('- The times are odd: 3 rows of the future.');
    expect(text).toContain('First look at what makes the data of `bike-demand`: times are odd');
    expect(text).not.toMatch(/not fresh|when it is there|when it lasts/);
    const unknown = { ...freshness, newest: null, outcome: 'insufficient-data' } as const;
    expect(
      renderDriftSummary(
        drift({ outcome: 'insufficient-data', features: [calm], freshness: unknown }),
      ),
    ).toContain('- No row has a time that can be read');
  });

  it('asks for nothing yet of a change that does not last', () => {
    const text = renderDriftSummary(
      drift({
        outcome: 'warning',
        features: [feature({ outcome: 'warning' })],
        persistence: { drifted: 2, of: 3 },
      }),
    );
    expect(text).toContain('Something to look at');
    expect(text).toContain('it counts as drift when it is there in 2 of the 3 newest windows');
  });

  it('says only what is known of a report by another monitor', () => {
    const external = feature({
      test: 'external',
      method: 'K-S p_value',
      size: 0.04,
      threshold: null,
      smallestDetectable: null,
      adjustedPValue: null,
      referenceRows: null,
      currentRows: null,
    });
    const source = {
      adapter: 'evidently',
      key: 'k',
      reportedBy: 'acme',
      url: 'https://monitor.example/1',
      decided: true,
    };
    const text = renderDriftSummary(
      drift({ reference: null, current: null, window: null, features: [external], source }),
    );
    expect(text).toContain('1 of 1 feature drifted.');
    expect(text).toContain('| Feature | Outcome | Size [95%] | Method |');
    expect(text).toContain('Reported by [`evidently`](https://monitor.example/1).');
    expect(text).not.toMatch(/unknown|null|undefined|Kolmogorov/);
  });

  it('asks to look at data that are old, which no training mends, and says their age once', () => {
    const reason = 'The newest row, of 2011-05-01T00:00:00Z, is 9 d old, and 1 d are allowed.';
    const freshness = {
      newest: '2011-05-01T00:00:00Z',
      ageSeconds: 9 * 86_400,
      limitSeconds: 86_400,
      future: 0,
      outcome: 'drift',
      reason,
    } as const;
    const text = renderDriftSummary(drift({ outcome: 'warning', freshness }));
    expect(text).toContain('First look at what makes the data');
    expect(text).toContain('no retraining is opened for it');
    expect(text).not.toContain('nothing to do');
    expect(text.match(/9 d/g)).toHaveLength(1);
    const odd = { ...freshness, outcome: 'warning', limitSeconds: null } as const;
    const other = renderDriftSummary(drift({ outcome: 'warning', freshness: odd }));
    expect(other).not.toContain('not fresh');
  });

  it('says when there are too few rows, which is not the same as no drift', () => {
    const few = drift({
      outcome: 'insufficient-data',
      features: [
        feature({
          outcome: 'insufficient-data',
          statistic: null,
          size: null,
          adjustedPValue: null,
          reason: 'Only 20 rows.',
        }),
      ],
    });
    const text = renderDriftSummary(few);
    expect(text).toContain('Not enough data to tell');
    expect(text).toContain('- `temp`: Only 20 rows.');
  });

  it('stays short with ten thousand features', () => {
    const features = Array.from({ length: 10_000 }, (_, index) =>
      feature({ feature: `f${index}` }),
    );
    const text = renderDriftSummary(drift({ features }));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('9,800 more features are not shown');
    expect(text.length).toBeGreaterThan(10_000);
  });

  it('makes nothing of hostile text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = renderMarkdown(renderDriftSummary(saying(text).record));
        const harmless =
          /^(h2|p|pre|code|table|thead|tbody|tr|t[hd]|ul|li|sub|strong|details|summary)$/;
        expect(elements(html).filter((name) => !harmless.test(name))).toEqual([]);
        expect(decoded(withoutCode(html).replaceAll(/<[^>]*>/g, ' '))).not.toMatch(linking);
      }),
      { numRuns: 25 },
    );
  });
});
