import { describe, expect, it } from 'vitest';
import { appEvents, appPermissions } from '../../../core/app-manifest.ts';
import { examineInstallations, type Installation } from '../../../core/doctor/installations.ts';

function installation(account: string, change: Partial<Installation> = {}): Installation {
  return {
    account,
    url: `https://github.com/organizations/${account}/settings/installations/1`,
    ofOrganization: true,
    suspended: false,
    permissions: appPermissions,
    events: appEvents,
    ...change,
  };
}

function findings(...value: readonly Installation[]) {
  return examineInstallations({ kind: 'answered', value });
}

describe('the installations', () => {
  it('pass when each may do its work', () => {
    expect(findings(installation('acme'), installation('beta'))).toMatchObject([
      { outcome: 'pass', found: '2: acme, beta.' },
    ]);
  });

  it('name five at most', () => {
    const many = Array.from({ length: 8 }, (_, number) => installation(`o${number}`));
    expect(findings(...many)[0]?.found).toBe('8: o0, o1, o2, o3, o4 and 3 more.');
  });

  it('warn when there is none', () => {
    expect(findings()).toMatchObject([{ outcome: 'warn' }]);
  });

  it('warn when one is suspended, and when one has not accepted what is new', () => {
    const permissions = { ...appPermissions, checks: 'read' };
    const events = appEvents.filter((name) => name !== 'check_run');
    const found = findings(
      installation('acme', { suspended: true }),
      installation('beta', { permissions, events }),
    );
    expect(found.map(({ outcome }) => outcome)).toEqual(['warn', 'warn']);
    expect(found[0]?.found).toContain('acme');
    expect(found[1]?.found).toContain('beta (checks: write, check_run)');
  });

  it('pass in the account of a person, which can give nothing of an organization', () => {
    const { members: _, ...permissions } = appPermissions;
    expect(
      findings(installation('somebody', { ofOrganization: false, permissions })),
    ).toMatchObject([{ outcome: 'pass' }]);
    expect(findings(installation('acme', { permissions }))[0]?.found).toContain(
      'acme (members: read)',
    );
  });
});
