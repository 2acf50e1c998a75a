import { describe, expect, it } from 'vitest';
import { measureAnswers } from '../../bench/answers.ts';
import { hasPostgres } from '../adapters/database/postgres-server.ts';
import { full, say } from './scale.ts';

// A ratio that a busy machine changes is no test: in short it is left to the bench.
describe.runIf(full)('an answer under 50 senders', () => {
  it('takes at the 99th percentile at most twice as long as plain Probot with an empty handler', async () => {
    const { ratios } = await measureAnswers(say);
    expect([...ratios.keys()]).toEqual(hasPostgres ? ['sqlite', 'postgres'] : ['sqlite']);
    for (const [store, ratio] of ratios) expect(ratio, store).toBeLessThanOrEqual(2);
  }, 180_000);
});
