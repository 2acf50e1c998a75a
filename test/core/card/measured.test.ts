import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredLines } from '../../../core/card/measured.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import { history } from '../evidence/history.ts';
import { decoded, elements, hostile, linking, withoutCode } from '../report/hostile.ts';
import { card, cardFacts, measured, settings } from './facts.ts';

const usual = card();
const shown = (of = usual): string => measuredLines(of).join('\n').replaceAll('\u00a0', ' ');

const named = (data: NonNullable<typeof settings.data>) =>
  card({ config: { ...settings, data } }).evaluationSet;

describe('what a card shows as measured', () => {
  it('has each metric with its interval and its rows, or why it has no value', () => {
    expect(shown()).toContain('| `mae` ↓ | Mean absolute error | 27.48 | 24.10 to 31.20 | 263 |');
    expect(shown()).toMatch(/`mape`.*The label of row 3 is 0\. \| — \| 263 \|/);
  });

  it('has the worst slices that have enough rows, the worst first', () => {
    const text = shown();
    expect(text).toMatch(/### Worst slices by `mae` ↓\n[^#]*`rain`[^#]*`clear`[^#]*all rows/);
    expect(text).not.toContain('snow');
  });

  it('takes the lowest for the worst where more is better', () => {
    const slices = [0.9, 0.2].map((value, index) => ({
      slice: [{ column: 'weather', value: `w${index}` }] as [{ column: string; value: string }],
      rows: 100,
      metrics: { r2: { value } },
    }));
    const evaluation = { ...measured, metrics: { r2: { value: 0.8, rows: 200 } }, slices };
    expect(shown(card({ evaluation }))).toMatch(/`w1`[^#]*`w0`/);
  });

  it('has no table of slices where none has enough rows', () => {
    const evaluation = { ...measured, slices: (measured.slices ?? []).slice(2) };
    expect(shown(card({ evaluation }))).not.toContain('Worst slices');
  });

  it('names the version, the one before, the commit, the run, the tier and the data with their digests', () => {
    const text = shown();
    const { version } = usual;
    for (const part of [version.artifact.digest, version.package.digest, version.evaluation]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('[`bike-demand@v1.0.0`]');
    expect(text).toContain('/actions/runs/4711/attempts/1)');
    expect(text).toContain('| risk tier | limited |');
    expect(text).toContain(usual.evaluationSet.digest);
    for (const { digest } of usual.data) expect(text).toContain(digest.replace('sha256:', ''));
  });

  it('names the run that trained it, where that was an earlier one', () => {
    expect(shown()).not.toContain('trained before');
    const workflow = { runId: 12, attempt: 2, name: 'ml', event: 'pull_request', actor: 'octocat' };
    const reused = { run: measured.id, commit: 'f'.repeat(40), workflow };
    const text = shown(card({ run: { ...cardFacts().run, reused } }));
    expect(text).toMatch(/trained before, in \| \[`ml` 12\].*, attempt 2, at \[`fffffff`\]/);
  });

  it('says where a data set is from', () => {
    expect(shown()).toContain('`https://example.org/bikes`');
  });

  it('names only what is declared as evaluation data as the data of the figures', () => {
    const path = 'a.csv';
    for (const data of [{}, { all: { path } }, { all: { path, role: 'training' as const } }]) {
      expect(named(data)).toMatchObject({
        type: 'bike-demand evaluation set',
        name: 'bike-demand evaluation set',
      });
    }
    expect(named({ all: { path }, test: { path, role: 'evaluation' } }).type).toBe('test');
  });

  it('has the checks of the verdict with waivers, and says that the figures are from a later evaluation', () => {
    const text = shown();
    expect(text).toContain('[pull request 7](https://github.com/octo-org/bike-demand/pull/7)');
    expect(text).toMatch(/`metric-gate` \| ⚠️.*Waived for this commit by `hubot`/);
    expect(text).toContain('The figures above are from the evaluation after the merge');
  });

  it('says of a verdict on other bytes that nobody has judged these', () => {
    const { verdict: record } = history();
    const text = shown(card({ verdict: { record, ofTheseBytes: false } }));
    expect(text).toContain('What was trained before the merge was judged in [pull request 7]');
    expect(text).not.toContain('This was judged');
    expect(shown()).toContain('This was judged in [pull request 7]');
  });

  it('says so where no verdict is on record', () => {
    expect(shown(card({ verdict: null }))).toContain('No verdict of a merged pull request');
  });

  it('makes nothing live of anything that somebody wrote', () => {
    const facts = cardFacts();
    const { verdict } = history();
    const plain = elements(renderMarkdown(shown()));
    fc.assert(
      fc.property(hostile, (text) => {
        const of = card({
          config: { ...facts.config, owner: text },
          evaluation: {
            ...measured,
            metrics: { ...measured.metrics, [`x${text}`]: { value: null, rows: 3, reason: text } },
            slices: (measured.slices ?? []).map((one) => ({
              ...one,
              slice: [{ column: text, value: text }],
            })),
          },
          version: {
            ...facts.version,
            workflow: { runId: 1, attempt: 2, name: text, event: 'push', actor: text },
            data: {
              set: { path: text, digest: measured.id, bytes: 1, license: text, source: text },
            },
          },
          verdict: {
            ofTheseBytes: true,
            record: {
              ...verdict,
              checks: [
                {
                  check: text,
                  outcome: 'warn',
                  sentence: text,
                  evidence: [],
                  waiver: { record: measured.id, by: text, reason: text, until: null },
                },
              ],
            },
          },
        });
        const html = renderMarkdown(shown(of));
        const allowed = new Set([...plain, 'code', 'br']);
        expect(elements(html).filter((one) => !allowed.has(one))).toEqual([]);
        const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, to]) => to ?? '');
        expect(links.every((to) => to.startsWith('https://github.com/octo-org/bike-demand/'))).toBe(
          true,
        );
        const words = withoutCode(decoded(html)).replaceAll(/<[^>]*>/g, ' ');
        expect(words).not.toMatch(linking);
      }),
      { numRuns: 60 },
    );
  });
});
