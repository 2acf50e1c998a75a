import { invalid, text } from './route.ts';
import type { CheckRun } from './state.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a body says of a check run, over what it was. `now` is the time of a completion that gives none. */
export function changedCheckRun(before: CheckRun, body: Body, now: string): CheckRun {
  const output = isRecord(body['output']) ? body['output'] : {};
  const annotations = Array.isArray(output['annotations']) ? output['annotations'] : [];
  return {
    ...before,
    ...progress(before, body, now),
    name: text(body, 'name') ?? before.name,
    detailsUrl: text(body, 'details_url') ?? before.detailsUrl,
    externalId: text(body, 'external_id') ?? before.externalId,
    startedAt: inUtc(text(body, 'started_at')) ?? before.startedAt,
    title: text(output, 'title') ?? before.title,
    summary: text(output, 'summary') ?? before.summary,
    text: text(output, 'text') ?? before.text,
    // Each request adds to those of the requests before.
    annotations: [...before.annotations, ...annotations.filter(isRecord)],
    actions: Array.isArray(body['actions'])
      ? body['actions'].filter(isRecord).map(actionOf)
      : before.actions,
  };
}

/** A conclusion completes a run; any other status takes the conclusion away. */
function progress(
  before: CheckRun,
  body: Body,
  now: string,
): Pick<CheckRun, 'status' | 'conclusion' | 'completedAt'> {
  const status = text(body, 'status');
  const conclusion = text(body, 'conclusion');
  if (conclusion === 'stale') throw invalid('Only GitHub may conclude that a check run is stale.');
  if (conclusion !== null) {
    const completedAt = inUtc(text(body, 'completed_at')) ?? now;
    return { status: 'completed', conclusion, completedAt };
  }
  if (status === 'completed') {
    throw invalid('Invalid request.\n\n"conclusion" wasn\'t supplied.');
  }
  if (status === null) return before;
  const isQueued = status === 'queued';
  return { status: isQueued ? 'queued' : 'in_progress', conclusion: null, completedAt: null };
}

function actionOf(action: Body): CheckRun['actions'][number] {
  return {
    label: text(action, 'label') ?? '',
    description: text(action, 'description') ?? '',
    identifier: text(action, 'identifier') ?? '',
  };
}

function inUtc(date: string | null): string | null {
  return date === null ? null : new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
