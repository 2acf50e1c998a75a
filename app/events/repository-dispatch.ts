import { modelPattern } from '../../core/config/model-name.ts';
import type { EventHandler } from './event.ts';

const datePattern = /^\d{4}-\d{2}-\d{2}(T[0-9:.]+(Z|[+-]\d{2}:\d{2}))?$/;

/** An external monitor reports drift: `{ "model": "…", "window": { "start": "…", "end": "…" } }`. */
export const driftDispatched: EventHandler<'repository_dispatch'> = {
  on: ['repository_dispatch'],
  tasksOf(payload) {
    if (payload.action !== 'assay-drift') return [];
    const { model, window } = (payload.client_payload ?? {}) as {
      readonly model?: unknown;
      readonly window?: { readonly start?: unknown; readonly end?: unknown } | null;
    };
    const start = window?.start;
    const end = window?.end;
    if (typeof model !== 'string' || !modelPattern.test(model) || !isDate(start) || !isDate(end))
      return [];
    return [
      {
        kind: 'retrain',
        model,
        reason: { window: { start, end }, requestedBy: payload.sender.login },
      },
    ];
  },
};

function isDate(value: unknown): value is string {
  return typeof value === 'string' && datePattern.test(value) && !Number.isNaN(Date.parse(value));
}
