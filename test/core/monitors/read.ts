import { readFileSync } from 'node:fs';
import { readReports } from '../../../core/monitors/index.ts';
import type { MonitorContext, Report } from '../../../core/monitors/monitor.ts';
import { parsePayload } from '../../../core/monitors/payload.ts';
import type { Result } from '../../../core/result.ts';

/** What is said beside the payloads of these tests. */
export const beside: MonitorContext = {
  repository: 'acme/models',
  model: 'bikes',
  at: '2026-07-26T10:00:00Z',
};

/** A payload that a tool made; `test/goldens/monitors` has the scripts. */
export function golden(name: string): unknown {
  const file = new URL(`../../goldens/monitors/${name}.json`, import.meta.url);
  const payload = parsePayload(readFileSync(file, 'utf8'));
  if (!payload.ok) throw new TypeError(payload.reason);
  return payload.value;
}

/** Reads as the endpoint does, from text. */
export function readJson(
  adapter: string,
  payload: unknown,
  context: Partial<MonitorContext> = {},
): Result<readonly Report[]> {
  const parsed = parsePayload(JSON.stringify(payload));
  return parsed.ok ? readReports(adapter, parsed.value, { ...beside, ...context }) : parsed;
}

/** The one report of a payload. Throws what it is refused for. */
export function onlyReport(
  adapter: string,
  payload: unknown,
  context: Partial<MonitorContext> = {},
): Report {
  const reports = readJson(adapter, payload, context);
  if (!reports.ok) throw new TypeError(reports.reason);
  const [report, ...more] = reports.value;
  if (report === undefined || more.length > 0) throw new TypeError('Not one report.');
  return report;
}

/** Why a payload is refused. */
export function refusal(
  adapter: string,
  payload: unknown,
  context: Partial<MonitorContext> = {},
): string {
  const reports = readJson(adapter, payload, context);
  if (reports.ok) throw new TypeError('It was not refused.');
  return reports.reason;
}

/** The outcomes by feature. */
export function outcomes({ findings }: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(findings.features.map(({ feature, outcome }) => [feature, outcome]));
}
