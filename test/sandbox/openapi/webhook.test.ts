import { expect, test } from 'vitest';
import { createValidator } from '../../../sandbox/openapi/validate.ts';

const validator = createValidator();

const sender = {
  login: 'octocat',
  id: 1,
  node_id: 'U_1',
  avatar_url: '',
  gravatar_id: '',
  url: 'http://127.0.0.1:1/users/octocat',
  html_url: 'http://127.0.0.1:1/octocat',
  followers_url: 'http://127.0.0.1:1/users/octocat/followers',
  following_url: 'http://127.0.0.1:1/users/octocat/following{/other_user}',
  gists_url: 'http://127.0.0.1:1/users/octocat/gists{/gist_id}',
  starred_url: 'http://127.0.0.1:1/users/octocat/starred{/owner}{/repo}',
  subscriptions_url: 'http://127.0.0.1:1/users/octocat/subscriptions',
  organizations_url: 'http://127.0.0.1:1/users/octocat/orgs',
  repos_url: 'http://127.0.0.1:1/users/octocat/repos',
  events_url: 'http://127.0.0.1:1/users/octocat/events{/privacy}',
  received_events_url: 'http://127.0.0.1:1/users/octocat/received_events',
  type: 'User',
  site_admin: false,
};

const installation = {
  id: 7,
  app_id: 1,
  app_slug: 'assay',
  target_id: 1,
  target_type: 'User',
  account: sender,
  access_tokens_url: 'http://127.0.0.1:1/app/installations/7/access_tokens',
  repositories_url: 'http://127.0.0.1:1/installation/repositories',
  html_url: 'http://127.0.0.1:1/settings/installations/7',
  created_at: '2025-01-01T00:00:00Z',
  updated_at: '2025-01-01T00:00:00Z',
  events: ['pull_request'],
  permissions: { contents: 'write' },
  repository_selection: 'selected',
  single_file_name: null,
  suspended_at: null,
  suspended_by: null,
};

const created = { action: 'created', installation, sender };

function webhook(event: string, payload: unknown): string | null {
  return validator.webhook({ event, payload });
}

test('accepts a payload as GitHub documents it', () => {
  expect(webhook('installation', created)).toBeNull();
});

test('refuses a payload that lacks a required field', () => {
  const { app_slug: _, ...rest } = installation;
  expect(webhook('installation', { ...created, installation: rest })).toBe(
    'The event installation.created: payload.installation lacks app_slug.',
  );
  expect(webhook('pull_request', { action: 'opened', number: 1 })).toBe(
    'The event pull_request.opened: payload lacks pull_request; payload lacks repository; payload lacks sender.',
  );
});

test('refuses an action that the event does not have', () => {
  expect(webhook('pull_request', { action: 'open' })).toContain(
    'The event pull_request with the action open is not documented',
  );
  expect(webhook('push', {})).toContain('The event push: payload lacks');
});

test("accepts the sender's own action of repository_dispatch", () => {
  const payload = { action: 'assay-drift', branch: 'main', client_payload: { model: 'bike' } };
  expect(webhook('repository_dispatch', payload)).toBe(
    'The event repository_dispatch: payload lacks repository; payload lacks sender; payload lacks installation.',
  );
});

test('accepts what GitHub sends against its own description: an installation dated in seconds', () => {
  const dated = { ...installation, created_at: 1_557_933_591, updated_at: 1_557_933_591 };
  expect(webhook('installation', { ...created, installation: dated })).toBeNull();
});
