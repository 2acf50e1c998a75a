import type { Asked } from './asked.ts';
import { examineClock } from './clock.ts';
import { type DatabaseFacts, examineDatabase } from './database.ts';
import { type DeliveryAttempt, examineDeliveries } from './deliveries.ts';
import { fail, type Finding, pass } from './finding.ts';
import { examineIdentity, type RegisteredApp } from './identity.ts';
import { examineInstallations, type Installation } from './installations.ts';
import { examineEvents, examinePermissions } from './permissions.ts';
import { examineServer, type ServerFacts } from './server.ts';
import { examineWebhook, type WebhookConfig } from './webhook.ts';

export type { Finding } from './finding.ts';

/** What GitHub says of the app; the rest is asked only where it knows the app. */
export interface GitHubFacts {
  readonly api: string;
  readonly appId: number;
  readonly app: Asked<RegisteredApp>;
  /** How far this machine's clock is ahead of GitHub's, in milliseconds; null where GitHub didn't say. */
  readonly clockAheadMs: number | null;
  readonly details: {
    readonly webhook: Asked<WebhookConfig>;
    /** The newest first. */
    readonly deliveries: Asked<readonly DeliveryAttempt[]>;
    readonly installations: Asked<readonly Installation[]>;
  } | null;
}

/** Everything that is looked at; null is what could not be. */
export interface Facts {
  /** What is wrong with the environment's variables, a sentence each. */
  readonly settingProblems: readonly string[];
  readonly github: GitHubFacts | null;
  readonly database: DatabaseFacts | null;
  readonly server: ServerFacts | null;
  /** Where the app is reached, if that was said. */
  readonly url: string | null;
  readonly now: number;
}

/** Decides what of the app's surroundings is as it must be. */
export function examine(facts: Facts): readonly Finding[] {
  const { github, database, server } = facts;
  return [
    ...examineSettings(facts.settingProblems),
    ...(github === null ? [] : examineGitHub(github, facts)),
    ...(database === null ? [] : examineDatabase(database)),
    ...(server === null ? [] : examineServer(server)),
  ];
}

function examineSettings(problems: readonly string[]): readonly Finding[] {
  if (problems.length === 0) return [pass('settings', 'The variables are complete.')];
  const advice = 'See the table of variables in docs/run-the-app.md.';
  return problems.map((problem) => fail('settings', problem, advice));
}

function examineGitHub(github: GitHubFacts, { url, now }: Facts): readonly Finding[] {
  const { app, api, appId, details, clockAheadMs } = github;
  const clock = examineClock(clockAheadMs);
  const identity = examineIdentity(app, api, appId);
  if (app.kind !== 'answered' || details === null) return [identity, clock];
  const registered = app.value;
  return [
    identity,
    examinePermissions(registered),
    examineEvents(registered),
    ...examineWebhook(details.webhook, registered.settingsUrl, url),
    examineDeliveries(details.deliveries, now),
    ...examineInstallations(details.installations),
    clock,
  ];
}
