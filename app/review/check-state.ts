import type { CheckState } from '../../adapters/github/checks.ts';
import type { RenderedCheck, RenderedProgress } from '../../core/report/index.ts';

/** A completed check run. */
export function completed(rendered: RenderedCheck): CheckState {
  return { status: 'completed', annotations: [], ...rendered };
}

/** A check run that waits for records. */
export function inProgress(rendered: RenderedProgress): CheckState {
  return { status: 'in_progress', conclusion: null, text: '', annotations: [], ...rendered };
}
