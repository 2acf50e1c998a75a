import { appEvents, appPermissions } from '../app-manifest.ts';
import { fail, type Finding, pass, warn } from './finding.ts';
import type { RegisteredApp } from './identity.ts';

const strength: Readonly<Record<string, number>> = { read: 1, write: 2, admin: 3 };

/** The permissions, such as `checks: write`, that are needed and not given. */
export function missingPermissions(given: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(appPermissions)
    .filter(([name, level]) => strengthOf(given[name]) < strengthOf(level))
    .map(([name, level]) => `${name}: ${level}`);
}

/** The permissions that are given beyond what is needed. */
function needlessPermissions(given: Readonly<Record<string, string>>): readonly string[] {
  const needed: Readonly<Record<string, string>> = appPermissions;
  return Object.entries(given)
    .filter(([name, level]) => strengthOf(level) > strengthOf(needed[name]))
    .map(([name, level]) => `${name}: ${level}`);
}

function strengthOf(level: string | undefined): number {
  return strength[level ?? ''] ?? 0;
}

/** Whether the app may do what it does, and no more. */
export function examinePermissions({ permissions, settingsUrl }: RegisteredApp): Finding {
  const subject = 'permissions';
  const missing = missingPermissions(permissions);
  const needless = needlessPermissions(permissions);
  if (missing.length > 0) {
    return fail(
      subject,
      `Missing: ${missing.join(', ')}.`,
      `Add them at ${settingsUrl}/permissions; each installation then has to accept them.`,
    );
  }
  if (needless.length > 0) {
    return warn(
      subject,
      `More than is used: ${needless.join(', ')}.`,
      `Take them away at ${settingsUrl}/permissions.`,
    );
  }
  return pass(subject, `All ${Object.keys(appPermissions).length} as needed, and no more.`);
}

/** Whether the app hears of what it acts on. */
export function examineEvents({ events, settingsUrl }: RegisteredApp): Finding {
  const subject = 'events';
  const missing = missingEvents(events);
  const heard: readonly string[] = appEvents;
  const needless = events.filter((name) => !heard.includes(name));
  if (missing.length > 0) {
    return fail(
      subject,
      `Not subscribed to: ${missing.join(', ')}.`,
      `Subscribe to them at ${settingsUrl}/permissions, under "Subscribe to events".`,
    );
  }
  if (needless.length > 0) {
    return warn(
      subject,
      `Subscribed to more than is used: ${needless.join(', ')}.`,
      `Take them away at ${settingsUrl}/permissions: each delivery costs work for nothing.`,
    );
  }
  return pass(subject, `All ${appEvents.length} as needed, and no more.`);
}

/** The events that are needed and not heard. */
export function missingEvents(given: readonly string[]): readonly string[] {
  return appEvents.filter((name) => !given.includes(name));
}
