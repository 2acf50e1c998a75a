import { describe, expect, it } from 'vitest';
import { waitSentence } from '../../../core/report/retrain-wait.ts';

describe('why a model is not retrained yet', () => {
  it('is the rule of the monitor where that only warns, as the configuration calls it', () => {
    const sentence = waitSentence('bikes', { kind: 'not-lasting', drifted: 2, of: 3 });
    expect(sentence).toContain('in 2 of the newest 3 windows (monitor.persistence)');
    expect(sentence).toContain('/assay retrain bikes opens it at once.');
  });

  it('is a row of windows that is too short', () => {
    const sentence = waitSentence('bikes', { kind: 'not-persistent', seen: 1, needed: 2 });
    expect(sentence).toContain('in 1 of 2 windows in a row');
  });
});
