import { App, Octokit } from 'octokit';
import type { Asked } from '../../core/doctor/asked.ts';
import type { DeliveryAttempt } from '../../core/doctor/deliveries.ts';
import type { RegisteredApp } from '../../core/doctor/identity.ts';
import type { GitHubFacts } from '../../core/doctor/index.ts';
import type { Installation } from '../../core/doctor/installations.ts';
import type { WebhookConfig } from '../../core/doctor/webhook.ts';
import { usualApiUrl, webAddress } from '../../core/github/web-address.ts';
import type { AppSettings } from '../app-settings.ts';

const patienceMs = 15_000;

/** Asks GitHub, as the app, what it knows of it. Never throws for what GitHub or the network answers. */
export async function gatherGitHub(settings: AppSettings): Promise<GitHubFacts> {
  const { appId, privateKey, baseUrl: api = usualApiUrl } = settings;
  let clockAheadMs: number | null = null;
  const timed = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const begun = Date.now();
    const response = await fetch(input, { ...init, signal: AbortSignal.timeout(patienceMs) });
    clockAheadMs ??= aheadMs(response.headers.get('date'), (begun + Date.now()) / 2);
    return response;
  };
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const octokit = new App({
    appId,
    privateKey,
    log: quiet,
    Octokit: Octokit.defaults({
      baseUrl: api,
      throttle: { enabled: false },
      retry: { enabled: false },
      request: { fetch: timed },
      log: quiet,
    }),
  }).octokit;
  const app = await ask(async () => registeredApp(octokit, api));
  const details =
    app.kind === 'answered'
      ? {
          webhook: await ask(async () => webhookConfig(octokit)),
          deliveries: await ask(async () => recentDeliveries(octokit)),
          installations: await ask(async () => installations(octokit)),
        }
      : null;
  return { api, appId, app, clockAheadMs, details };
}

/** The date of an answer is cut to whole seconds. */
function aheadMs(date: string | null, now: number): number | null {
  const theirs = Date.parse(date ?? '');
  return Number.isNaN(theirs) ? null : now - (theirs + 500);
}

async function ask<Value>(question: () => Promise<Value>): Promise<Asked<Value>> {
  try {
    return { kind: 'answered', value: await question() };
  } catch (error) {
    const { status, message, cause } = error as {
      readonly status?: unknown;
      readonly message?: unknown;
      readonly cause?: { readonly message?: unknown };
    };
    // Octokit gives what the network throws the status 500, and keeps it as the cause.
    const answered = typeof status === 'number' && 'response' in (error as object);
    if (answered && (error as { readonly response?: unknown }).response !== undefined) {
      return { kind: 'refused', status };
    }
    return { kind: 'unreachable', reason: String(cause?.message ?? message ?? error) };
  }
}

async function registeredApp(octokit: Octokit, api: string): Promise<RegisteredApp> {
  const { data } = await octokit.rest.apps.getAuthenticated();
  if (data === null) throw new TypeError('GitHub does not say who this app is.');
  const { id, slug = String(data.id), name, owner, permissions, events } = data;
  const login = 'login' in owner ? owner.login : owner.slug;
  const isOrganization = 'type' in owner && owner.type === 'Organization';
  const account = isOrganization ? `/organizations/${login}` : '';
  return {
    id,
    slug,
    name,
    owner: login ?? 'an enterprise',
    settingsUrl: `${webAddress(api)}${account}/settings/apps/${slug}`,
    permissions: textsOf(permissions),
    events,
  };
}

function textsOf(values: object): Readonly<Record<string, string>> {
  const texts = Object.entries(values).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

async function webhookConfig(octokit: Octokit): Promise<WebhookConfig> {
  const { data } = await octokit.rest.apps.getWebhookConfigForApp();
  return {
    url: data.url ?? '',
    contentType: data.content_type ?? 'form',
    insecureTls: String(data.insecure_ssl ?? '0') !== '0',
    hasSecret: (data.secret ?? '') !== '',
  };
}

async function recentDeliveries(octokit: Octokit): Promise<readonly DeliveryAttempt[]> {
  const { data } = await octokit.rest.apps.listWebhookDeliveries({ per_page: 100 });
  return data.map((one) => ({
    guid: one.guid,
    at: Date.parse(one.delivered_at),
    statusCode: one.status_code,
  }));
}

async function installations(octokit: Octokit): Promise<readonly Installation[]> {
  const all = await octokit.paginate(octokit.rest.apps.listInstallations, { per_page: 100 });
  return all.map((one) => ({
    account: nameOf(one.account) ?? String(one.id),
    url: one.html_url,
    ofOrganization: one.target_type === 'Organization',
    suspended: one.suspended_at !== null,
    permissions: textsOf(one.permissions),
    events: one.events,
  }));
}

function nameOf(
  account: { readonly login?: string } | { readonly slug?: string } | null,
): string | undefined {
  if (account === null) return undefined;
  if ('login' in account) return account.login;
  return 'slug' in account ? account.slug : undefined;
}
