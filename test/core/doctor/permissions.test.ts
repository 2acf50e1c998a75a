import { describe, expect, it } from 'vitest';
import { appEvents, appPermissions } from '../../../core/app-manifest.ts';
import { examineEvents, examinePermissions } from '../../../core/doctor/permissions.ts';
import { registered } from './registered.ts';

describe('the permissions', () => {
  it('pass when they are those of the manifest', () => {
    expect(examinePermissions(registered)).toMatchObject({ outcome: 'pass', advice: null });
  });

  it('fail when one is missing or weaker, and say which', () => {
    const { deployments: _, ...others } = appPermissions;
    const permissions = { ...others, checks: 'read' };
    const finding = examinePermissions({ ...registered, permissions });
    expect(finding.outcome).toBe('fail');
    expect(finding.found).toBe('Missing: checks: write, deployments: write.');
    expect(finding.advice).toContain(`${registered.settingsUrl}/permissions`);
  });

  it('warn when there are more, or stronger ones, than are used', () => {
    const permissions = { ...appPermissions, actions: 'write', secrets: 'read' };
    const finding = examinePermissions({ ...registered, permissions });
    expect(finding.outcome).toBe('warn');
    expect(finding.found).toBe('More than is used: actions: write, secrets: read.');
  });
});

describe('the events', () => {
  it('pass when they are those of the manifest', () => {
    expect(examineEvents(registered)).toMatchObject({ outcome: 'pass', advice: null });
  });

  it('fail when one is not heard', () => {
    const events = appEvents.filter((name) => name !== 'workflow_run');
    const finding = examineEvents({ ...registered, events });
    expect(finding).toMatchObject({ outcome: 'fail', found: 'Not subscribed to: workflow_run.' });
  });

  it('warn when more are heard', () => {
    const finding = examineEvents({ ...registered, events: [...appEvents, 'push'] });
    expect(finding.outcome).toBe('warn');
    expect(finding.found).toContain('push');
  });
});
