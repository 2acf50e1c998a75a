import { createHmac } from 'node:crypto';
import { monitorToken } from '../../../core/monitors/token.ts';
import type { TestRepository } from './repository.ts';
import type { AppWorld } from './world.ts';

/** The master secret of the apps of these tests. */
export const monitorSecret = 'a master secret of the tests only, made up';

/** How a report is sent; by default with the repository's token, as a bearer. */
export interface Sending {
  readonly adapter?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

/** Sends a body for a repository, as a monitor does; gives the status and the sentence of the answer. */
export async function report(
  { app }: AppWorld,
  { name }: Pick<TestRepository, 'name'>,
  body: string,
  { adapter = 'evidently', query = '', headers = bearer(name), method = 'POST' }: Sending = {},
): Promise<{ readonly status: number; readonly message: string }> {
  const response = await fetch(`${app.url}/monitors/${name}/${adapter}${query}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'POST' ? { body } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const message = isJson ? (JSON.parse(text) as { readonly message: string }).message : text;
  return { status: response.status, message };
}

/** The header of a repository's token. */
export function bearer(name: string, secret = monitorSecret): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${monitorToken(secret, name)}` };
}

/** The headers of a signature that was made so long ago. */
export function signed(
  name: string,
  body: string,
  secondsAgo = 0,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(Date.now() / 1_000) - secondsAgo);
  const hmac = createHmac('sha256', monitorToken(monitorSecret, name));
  return {
    'x-assay-timestamp': timestamp,
    'x-assay-signature-256': `sha256=${hmac.update(`${timestamp}.${body}`).digest('hex')}`,
  };
}

let moments = 0;

/** A report of Evidently, of a column that drifts or not, at a moment of its own. */
export function evidentlyReport(change: {
  readonly column?: string;
  readonly value?: number | null;
  readonly model?: string;
  readonly timestamp?: string;
}): string {
  moments += 1;
  const { column = 'temp', value = 0.31, model = 'bikes' } = change;
  const minute = String(moments % 60).padStart(2, '0');
  const { timestamp = `2026-07-26T1${Math.floor(moments / 60)}:${minute}:00Z` } = change;
  const config = { type: 'evidently:metric_v2:ValueDrift', column, method: 'psi', threshold: 0.1 };
  const window = { start: '2026-02-01', end: '2026-02-28' };
  return JSON.stringify({ metrics: [{ config, value }], metadata: { model, timestamp, window } });
}

/** A notification of Alertmanager, of an alert about a feature, with a window; it has decided, so it counts at once. */
export function alertReport(change: {
  readonly feature?: string;
  readonly model?: string;
  readonly resolvedAt?: string;
}): string {
  const { feature = 'temp', model = 'bikes', resolvedAt } = change;
  const alert = {
    status: resolvedAt === undefined ? 'firing' : 'resolved',
    labels: { alertname: 'FeatureDrift', assay_model: model, feature },
    annotations: {
      summary: `The PSI of ${feature} is high.`,
      ...(resolvedAt === undefined
        ? { assay_window_start: '2026-02-01', assay_window_end: '2026-02-28' }
        : {}),
    },
    startsAt: '2026-07-01T10:00:00Z',
    endsAt: resolvedAt ?? '0001-01-01T00:00:00Z',
    fingerprint: 'c6eadffa33fcdf37',
  };
  return JSON.stringify({ version: '4', alerts: [alert] });
}
