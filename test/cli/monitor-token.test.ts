import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { monitorToken } from '../../core/monitors/token.ts';
import { assay } from './assay.ts';

const secret = 'a master secret of this test, long enough';

function run(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return assay({ cwd: tmpdir(), env }, 'monitor-token', ...args);
}

describe('assay monitor-token', () => {
  it('prints the token of a repository, made of the secret', async () => {
    const { status, stdout } = await run({ ASSAY_MONITOR_SECRET: secret }, 'acme/bike-demand');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: `${monitorToken(secret, 'acme/bike-demand')}\n`,
    });
  });

  it('prints another for the address of one adapter, where a token may stand in it', async () => {
    const variables = { ASSAY_MONITOR_SECRET: secret };
    const { stdout } = await run(variables, 'acme/bike-demand', '--adapter', 'vertex');
    const use = { kind: 'address', adapter: 'vertex' } as const;
    expect(stdout.trim()).toBe(monitorToken(secret, 'acme/bike-demand', use));
    const { status, stderr } = await run(variables, 'acme/bike-demand', '--adapter', 'grafana');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr:
        'A token in an address is taken of vertex alone: leave out --adapter for all others.\n',
    });
  });

  it('says what is missing, without showing a secret', async () => {
    const without = await run({}, 'acme/bike-demand');
    expect(without).toMatchObject({ status: 1, stdout: '' });
    expect(without.stderr).toContain('ASSAY_MONITOR_SECRET is not set');
    const short = await run({ ASSAY_MONITOR_SECRET: 'hush-hush' }, 'acme/bike-demand');
    expect(short.stderr).toContain('at least 32 characters');
    expect(short.stderr).not.toContain('hush');
    const unnamed = await run({ ASSAY_MONITOR_SECRET: secret }, 'bike-demand');
    expect(unnamed.stderr).toContain('as owner/name');
  });
});
