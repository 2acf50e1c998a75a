import { describe, expect, it } from 'vitest';
import { changesSection } from '../../../core/report/changes.ts';
import { costLine } from '../../../core/report/cost.ts';
import { commitLink, versionLink } from '../../../core/report/link.ts';
import { candidate, run } from '../judge/candidate.ts';

describe('costLine', () => {
  const before = run({ durationSeconds: 100, peakMemoryBytes: 200_000_000 });

  it('shows what training cost beside the run before, in percent or as a multiple', () => {
    const now = run({ durationSeconds: 310, peakMemoryBytes: 150_000_000 });
    expect(costLine(now, before, 1)).toEqual([
      '**Cost:** training time 5 min 10 s, was 1 min 40 s (\u00d7 3.1), peak memory 150 MB, was 200 MB (\u221225%), model size 412 kB, was 412 kB.',
    ]);
  });

  it('says nothing of what was not measured, or not in this run', () => {
    const restored = run({ cache: { available: true, hit: true }, peakMemoryBytes: null });
    expect(costLine(restored, before, 1)).toEqual(['**Cost:** model size 412 kB, was 412 kB.']);
    expect(costLine(run(), null, 1)).toEqual([
      '**Cost:** training time 2.8 s, peak memory 241 MB, model size 412 kB.',
    ]);
    expect(costLine(null, before, 1)).toEqual([]);
  });
});

describe('the cost of repeated training', () => {
  it('is said to be that of the first, which alone is measured', () => {
    expect(costLine(run(), null, 5)).toEqual([
      '**Cost:** training time 2.8 s, peak memory 241 MB, model size 412 kB. Time and memory are those of the first of 5 trainings.',
    ]);
    const unmeasured = run({ durationSeconds: null, peakMemoryBytes: null });
    expect(costLine(unmeasured, null, 5)).toEqual(['**Cost:** model size 412 kB.']);
  });
});

describe('changesSection', () => {
  it('shows the environment too, where it differs: it could be the cause', () => {
    const { environment } = run();
    const before = run({
      environment: {
        ...environment,
        python: '3.11.9',
        packages: { ...environment.packages, numpy: '2.2.0', gone: '1.0' },
      },
    });
    const lines = changesSection(candidate(), before);
    expect(lines).toContain('| Python | `3.11.9` | `3.12.11` |');
    expect(lines).toContain('| Package `numpy` | `2.2.0` | `2.3.1` |');
    expect(lines).toContain('| Package `gone` | `1.0` | \u2014 |');
    expect(lines.join()).not.toContain('scikit-learn');
    expect(lines.join()).not.toContain('Runner');
  });
});

describe('links', () => {
  it('take a name that has no encoding', () => {
    expect(versionLink('https://github.com/a/b', 'm\ud800@v1')).toContain('/tag/m%EF%BF%BD%40v1)');
    expect(commitLink('https://github.com/a/b', '\ud800')).toContain('/commit/%EF%BF%BD)');
  });
});
