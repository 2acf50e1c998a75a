import { describe, expect, it } from 'vitest';
import { examineServer, type ServerFacts } from '../../../core/doctor/server.ts';

const well = {
  kind: 'reached',
  url: 'https://assay.example.com',
  apart: false,
  health: 200,
  readiness: { status: 200, text: 'ready\n' },
  unsigned: 401,
} as const;

function outcomes(facts: ServerFacts) {
  return examineServer(facts).map(({ outcome }) => outcome);
}

describe('the running app', () => {
  it('passes when it is ready and refuses what is not signed', () => {
    expect(outcomes(well)).toEqual(['pass', 'pass']);
  });

  it('passes when its health is served at a port of its own', () => {
    expect(outcomes({ ...well, apart: true, health: 404 })).toEqual(['pass', 'pass']);
    expect(outcomes({ ...well, health: 404 })).toEqual(['fail', 'pass']);
  });

  it('fails when it is not ready, and says why', () => {
    const readiness = { status: 503, text: 'not ready: the database is gone\n' };
    const [finding] = examineServer({ ...well, readiness });
    expect(finding?.outcome).toBe('fail');
    expect(finding?.found).toContain('takes nothing: not ready: the database is gone.');
  });

  it.each([202, 404, 500])('fails when it answers %i to what is not signed', (unsigned) => {
    expect(outcomes({ ...well, unsigned })).toEqual(['pass', 'fail']);
  });

  it('fails when it is not there', () => {
    const { url } = well;
    expect(outcomes({ kind: 'unreachable', url, reason: 'refused' })).toEqual(['fail']);
  });
});
