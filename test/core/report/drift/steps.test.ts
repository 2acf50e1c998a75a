import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../../../core/report/drift/steps.ts';
import { drift, feature } from '../drift.ts';

const say = { name: (text: string) => `"${text}"`, time: (text: string) => text };
const few = feature({ outcome: 'insufficient-data' });
const calm = feature({ outcome: 'stable' });
const nested = {
  column: 'tags',
  change: 'unreadable',
  reference: 'other',
  current: 'other',
  outcome: 'unreadable',
  reason: '',
} as const;
const window = { start: '2011-05-01', end: '2011-05-02', rows: 9, drifted: 0 } as const;

function steps(changes: Parameters<typeof drift>[0]): string {
  return nextSteps(drift({ outcome: 'insufficient-data', ...changes }), say).join('\n');
}

describe('what to do where not everything could be judged', () => {
  it('is to wait, or to make windows longer', () => {
    const found = steps({
      features: [few],
      windows: [{ ...window, outcome: 'insufficient-data' }],
    });
    expect(found).toContain('Wait for more rows, or let a window be longer ("monitor.window")');
    expect(found).not.toContain('monitor.features');
  });

  it('is not a longer window where none is over yet', () => {
    const found = steps({ features: [few] });
    expect(found).toContain('until one is over');
    expect(found).not.toContain('longer');
  });

  it('is to name the features where nothing compares a column, which no waiting mends', () => {
    const alone = steps({ features: [calm], schemaChanges: [nested] });
    expect(alone).toContain('name the features that matter in "monitor.features"');
    expect(alone).not.toContain('Wait');
    const both = steps({ features: [few], schemaChanges: [nested] });
    expect(both).toContain('Wait for more rows');
    expect(both).toContain('"monitor.features"');
  });
});
