import { describe, expect, it } from 'vitest';
import { driftPictures, heatStrip } from '../../../core/report/drift-pictures.ts';
import { drift, feature } from './drift.ts';
import { worldRecord } from './drift/world.ts';

const charts = (lines: readonly string[]): number =>
  lines.filter((line) => line === '```mermaid').length;

describe('pictures of drift in Markdown', () => {
  it('show reference and current data of what drifted most, and its sizes by windows', () => {
    const lines = driftPictures(worldRecord());
    expect(lines.filter((line) => line.startsWith('**`'))).toEqual([
      '**`temp`**: size 0.355 [0.324,\u00a00.389], threshold 0.1, since `2026-07-09`',
      '**`y_hat`**: size 0.331 [0.300,\u00a00.365], threshold 0.1, since `2026-07-09`',
      '**`weather`**: size 0.326 [0.295,\u00a00.360], threshold 0.1, since `2026-07-09`',
    ]);
    expect(charts(lines)).toBe(5);
    expect(lines).toContain('| `clear` | 58% | 28% | \u221230 |');
    expect(lines).toContain('**Grey** is the reference, **blue** are the current data.');
  });

  it('are three at most, those that are most over their thresholds', () => {
    const history = { sizes: [0.1, 0.4], outcomes: ['drift', 'drift'] } as const;
    const features = [1, 2, 3, 4].map((index) =>
      feature({
        feature: `f${index}`,
        size: index / 10,
        history: { sizes: [...history.sizes], outcomes: [...history.outcomes] },
      }),
    );
    const lines = driftPictures(drift({ features }));
    expect(lines.filter((line) => line.startsWith('**`')).map((line) => line.slice(0, 8))).toEqual([
      '**`f4`**',
      '**`f3`**',
      '**`f2`**',
    ]);
  });

  it('are none where the record holds nothing to draw', () => {
    expect(driftPictures(drift())).toEqual([]);
  });

  it('let no label of a record end a chart', () => {
    const picture = { labels: ['```', '"] x'], reference: [0.5, 0.5], current: [0.1, 0.9] };
    const lines = driftPictures(drift({ features: [feature({ picture })] }));
    expect(charts(lines)).toBe(0);
    expect(lines.some((line) => line.startsWith('| ```` ``` ````'))).toBe(true);
  });

  it('draw a strip in which a window that was not judged is a dot', () => {
    expect(heatStrip([0, 1, null, 2, 3, 4])).toBe('`\u2581\u2582\u00b7\u2584\u2586\u2588`');
  });
});
