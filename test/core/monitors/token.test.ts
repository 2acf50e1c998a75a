import { describe, expect, it } from 'vitest';
import { monitorToken } from '../../../core/monitors/token.ts';

const master = 'a master secret of this test, long enough';

describe('the token of a repository', () => {
  it('is always the same, whatever the case of the name', () => {
    expect(monitorToken(master, 'acme/models')).toMatch(/^amt_[0-9a-f]{64}$/);
    expect(monitorToken(master, 'Acme/Models')).toBe(monitorToken(master, 'acme/models'));
  });

  it('is another for another repository, master or use', () => {
    const tokens = [
      monitorToken(master, 'acme/models'),
      monitorToken(master, 'acme/model'),
      monitorToken(`${master}.`, 'acme/models'),
      monitorToken(master, 'acme/models', { kind: 'address', adapter: 'vertex' }),
      monitorToken(master, 'acme/models', { kind: 'address', adapter: 'grafana' }),
    ];
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});
