import { describe, expect, it } from 'vitest';
import { examineIdentity } from '../../../core/doctor/identity.ts';
import { registered } from './registered.ts';

const api = 'https://api.github.com';

describe('the app id and key', () => {
  it('pass when GitHub knows the app, and say which it is', () => {
    expect(examineIdentity({ kind: 'answered', value: registered }, api, 7)).toMatchObject({
      outcome: 'pass',
      found: 'https://api.github.com knows the app 7: Assay (assay) of acme.',
    });
  });

  it.each([
    [{ kind: 'refused', status: 401 }, 'does not accept the key for the app 7 (401).'],
    [{ kind: 'refused', status: 404 }, 'knows no app 7 (404).'],
    [{ kind: 'refused', status: 502 }, 'answered 502.'],
    [{ kind: 'unreachable', reason: 'no route' }, "can't be reached (no route)."],
  ] as const)('fail for %j', (asked, why) => {
    const finding = examineIdentity(asked, api, 7);
    expect(finding.outcome).toBe('fail');
    expect(finding.found).toBe(`${api} ${why}`);
    expect(finding.advice).not.toBeNull();
  });
});
