import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDriftSummary } from '../../../core/report/drift-summary.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import { drift, feature } from './drift.ts';
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
      '| `temp` | Kolmogorov-Smirnov | 0.412 | 0.412 | 0.1 | < 0.0001 | 2,879 | 744 | \ud83d\udd34 **drift** |',
      '| `hr` | Kolmogorov-Smirnov | 0.004 | 0.004 | 0.1 | 0.98 | 2,879 | 744 | \ud83d\udfe2 stable |',
    ]);
    expect(text).toContain('Benjamini-Hochberg');
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
  });

  it('makes nothing of hostile text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const side = { path: text, digest: `sha256:${'1'.repeat(64)}`, rows: 1 };
        const html = renderMarkdown(
          renderDriftSummary({
            ...drift(),
            window: { start: text, end: text },
            reference: side,
            features: [feature({ feature: text, reason: `a ${text}` })],
          }),
        );
        const harmless = /^(h2|p|code|table|thead|tbody|tr|t[hd]|ul|li|sub|strong)$/;
        expect(elements(html).filter((name) => !harmless.test(name))).toEqual([]);
        expect(decoded(withoutCode(html).replaceAll(/<[^>]*>/g, ' '))).not.toMatch(linking);
      }),
    );
  });
});
