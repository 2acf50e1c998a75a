import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from 'octokit';
import { type Receiver, startReceiver } from './app-fixture.ts';
import { type Fixture, repositoryName, startFixture } from './job-fixture.ts';

/** The repository as Octokit's parameters name it. */
export const at = { owner: 'octo', repo: 'model' } as const;

/** A GitHub with one repository, its owner, a stranger, and an app that hears everything of it. */
export interface OctokitFixture extends Fixture {
  readonly owner: Octokit;
  readonly stranger: Octokit;
  readonly app: Octokit;
  /** Client of another app, which is installed too. */
  readonly otherApp: Octokit;
  readonly anonymous: Octokit;
  readonly receiver: Receiver;
  withToken(token: string): Octokit;
  /** The payloads of an event that the app was sent so far. Deliveries may overtake each other. */
  heard(event: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

const events = [
  'check_run',
  'check_suite',
  'deployment',
  'deployment_status',
  'issue_comment',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'push',
  'release',
  'repository_dispatch',
  'status',
  'workflow_dispatch',
] as const;

const permissions = {
  actions: 'write',
  attestations: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  pull_requests: 'write',
  statuses: 'write',
} as const;

/** Starts it with clients that neither wait nor try again. */
export async function startOctokitFixture(): Promise<OctokitFixture> {
  const fixture = await startFixture();
  const receiver = await startReceiver();
  const { github } = fixture;
  const options = {
    baseUrl: github.apiUrl,
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  };
  const installed = (slug: string): Octokit => {
    const app = github.admin.createApp({
      slug,
      permissions,
      events: slug === 'assay' ? events : [],
      webhook: { url: receiver.url, secret: 'secret' },
    });
    const { installationId } = github.admin.installApp(slug, repositoryName);
    const auth = { appId: app.id, privateKey: app.privateKey, installationId };
    return new Octokit({ ...options, authStrategy: createAppAuth, auth });
  };
  const withToken = (auth: string): Octokit => new Octokit({ ...options, auth });
  return {
    ...fixture,
    receiver,
    owner: withToken(github.admin.createUser('octo').token),
    stranger: withToken(github.admin.createUser('stranger').token),
    app: installed('assay'),
    otherApp: installed('other'),
    anonymous: new Octokit(options),
    withToken,
    async heard(event) {
      await github.admin.deliveriesSettled();
      return receiver.received.filter((one) => one.event === event).map(({ payload }) => payload);
    },
    async close() {
      await fixture.close();
      await receiver.close();
    },
  };
}

/** Sorts what was told, since deliveries may overtake each other. */
export function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
