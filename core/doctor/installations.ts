import { type Asked, unanswered } from './asked.ts';
import { organizationPermissions } from '../app-manifest.ts';
import { type Finding, pass, warn } from './finding.ts';
import { missingEvents, missingPermissions } from './permissions.ts';

/** The app in one account. */
export interface Installation {
  readonly account: string;
  /** Where whoever owns the account accepts permissions. */
  readonly url: string;
  /** Whether the account is an organization, not a person. */
  readonly ofOrganization: boolean;
  readonly suspended: boolean;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

const subject = 'installations';
const mostNamed = 5;

/** Where the app is installed, and where it may not do its work. */
export function examineInstallations(asked: Asked<readonly Installation[]>): readonly Finding[] {
  if (asked.kind !== 'answered') {
    const found = `GitHub ${unanswered(asked)} when asked for the installations.`;
    return [warn(subject, found, 'Try again.')];
  }
  const all = asked.value;
  if (all.length === 0) {
    return [warn(subject, 'The app is installed nowhere.', "Install it from the app's page.")];
  }
  const suspended = all.filter((one) => one.suspended);
  const behind = all.filter((one) => lacking(one).length > 0);
  const problems: Finding[] = [];
  if (suspended.length > 0) {
    problems.push(
      warn(
        subject,
        `Suspended, so that nothing is done there: ${named(suspended.map(({ account }) => account))}.`,
        `Its owner can end that: ${named(suspended.map(({ url }) => url))}.`,
      ),
    );
  }
  if (behind.length > 0) {
    const lacks = behind.map((one) => `${one.account} (${lacking(one).join(', ')})`);
    problems.push(
      warn(
        subject,
        `New permissions or events are not accepted yet: ${named(lacks)}.`,
        `The owner accepts them at ${named(behind.map(({ url }) => url))}.`,
      ),
    );
  }
  if (problems.length > 0) return problems;
  return [pass(subject, `${all.length}: ${named(all.map(({ account }) => account))}.`)];
}

/** The permissions and events that the owner has yet to accept. */
function lacking({ ofOrganization, permissions, events }: Installation): readonly string[] {
  const given = ofOrganization ? permissions : { ...permissions, ...ofNoPerson };
  return [...missingPermissions(given), ...missingEvents(events)];
}

/** Nobody can give these where there is no organization. */
const ofNoPerson = Object.fromEntries(organizationPermissions.map((name) => [name, 'admin']));

function named(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
