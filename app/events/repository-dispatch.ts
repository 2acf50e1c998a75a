import { modelPattern } from '../../core/config/model-name.ts';
import { readReports } from '../../core/monitors/index.ts';
import { boundedPayload, parsePayload } from '../../core/monitors/payload.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Task } from '../jobs/job.ts';
import type { EventHandler } from './event.ts';

const datePattern = /^\d{4}-\d{2}-\d{2}(T[0-9:.]+(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Another monitor reports drift: a window to train on, `{ "model": "…", "window": { "start": "…", "end": "…" } }`, or
 * its own report, `{ "adapter": "…", "report": …, "model": "…", "at": "…" }`.
 */
export const driftDispatched: EventHandler<'repository_dispatch'> = {
  on: ['repository_dispatch'],
  tasksOf(payload) {
    if (payload.action !== 'assay-drift') return ok([]);
    const said = (payload.client_payload ?? {}) as ClientPayload;
    const tasks =
      said.adapter === undefined ? windowTask(payload, said) : reportTasks(payload, said);
    return tasks.ok
      ? tasks
      : failed(`A report of drift by repository_dispatch is refused: ${tasks.reason}`);
  },
};

type Payload = Parameters<EventHandler<'repository_dispatch'>['tasksOf']>[0];

interface ClientPayload {
  readonly model?: unknown;
  readonly window?: { readonly start?: unknown; readonly end?: unknown } | null;
  readonly adapter?: unknown;
  readonly report?: unknown;
  readonly at?: unknown;
}

function windowTask(
  { sender }: Payload,
  { model, window }: ClientPayload,
): Result<readonly Task[]> {
  const start = window?.start;
  const end = window?.end;
  if (typeof model !== 'string' || !modelPattern.test(model) || !isDate(start) || !isDate(end)) {
    return failed(
      '"client_payload" must have "model" and "window" with "start" and "end", or "adapter" and "report".',
    );
  }
  if (Date.parse(start) > Date.parse(end)) {
    return failed('"window" of "client_payload" ends before it starts.');
  }
  const reason = { window: { start, end }, requestedBy: sender.login };
  return ok([{ kind: 'retrain', model, reason }]);
}

function reportTasks(
  { sender, repository }: Payload,
  { adapter, report, ...beside }: ClientPayload,
): Result<readonly Task[]> {
  const [model, at] = [textOrNull(beside.model), textOrNull(beside.at)];
  if (typeof adapter !== 'string' || !model.ok || !at.ok) {
    return failed('"adapter", "model" and "at" must be texts.');
  }
  // A report may be put in as text, since GitHub limits the fields of a payload.
  const parsed = typeof report === 'string' ? parsePayload(report) : boundedPayload(report);
  if (!parsed.ok) return parsed;
  const reports = readReports(adapter, parsed.value, {
    repository: repository.full_name,
    model: model.value,
    at: at.value,
  });
  if (!reports.ok) return reports;
  return ok(
    reports.value.map((one) => ({
      kind: 'record-drift',
      model: one.model,
      adapter,
      reportedBy: sender.login,
      report: one,
    })),
  );
}

function textOrNull(value: unknown): Result<string | null, 'no text'> {
  if (value === undefined || value === null) return ok(null);
  return typeof value === 'string' ? ok(value) : failed('no text');
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && datePattern.test(value) && !Number.isNaN(Date.parse(value));
}
