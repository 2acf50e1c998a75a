import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Absorb, supersede } from '../../../core/inbox/supersede.ts';

interface TestTask {
  readonly kind: 'push' | 'command';
  readonly seen: number;
}

const absorb: Absorb<TestTask> = (earlier, later) =>
  earlier.kind === 'push' && later.kind === 'push'
    ? { kind: 'push', seen: earlier.seen + later.seen }
    : null;

function waiting(...kinds: readonly TestTask['kind'][]) {
  return kinds.map((kind, id) => ({ id, task: { kind, seen: 1 } }));
}

describe('of tasks that wait under one key', () => {
  it('a later one that makes an earlier one pointless stands for it', () => {
    const { kept, superseded } = supersede(waiting('push', 'push', 'push'), absorb);
    expect(kept).toEqual([{ id: 2, task: { kind: 'push', seen: 3 } }]);
    expect(superseded.map(({ id }) => id)).toEqual([0, 1]);
  });

  it('those that must be done stay in their order', () => {
    const { kept } = supersede(waiting('command', 'push', 'command', 'push'), absorb);
    expect(kept.map(({ id }) => id)).toEqual([0, 2, 3]);
  });

  it('none is lost, none is done for nothing, and the last is always done', () => {
    const kinds = fc.array(fc.constantFrom('push' as const, 'command' as const), { minLength: 1 });
    fc.assert(
      fc.property(kinds, (all) => {
        const entries = waiting(...all);
        const { kept, superseded } = supersede(entries, absorb);
        const ids = [...kept, ...superseded].map(({ id }) => id);
        expect(ids.toSorted((a, b) => a - b)).toEqual(entries.map(({ id }) => id));
        expect(kept.at(-1)?.id).toBe(all.length - 1);
        expect(kept.filter(({ task }) => task.kind === 'push').length).toBeLessThanOrEqual(1);
        const seen = kept.reduce((sum, { task }) => sum + task.seen, 0);
        expect(seen).toBe(all.length);
        const order = kept.map(({ id }) => id);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
    );
  });
});
