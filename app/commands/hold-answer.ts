import { prose } from '../../core/report/prose.ts';
import { renderRefusal } from '../../core/report/answers.ts';
import { heldBack, holdSentence } from '../../core/report/hold.ts';
import type { Answered } from '../jobs/job.ts';
import type { HoldResult } from './set-hold.ts';

/** What people are told of a lock or a pause; `released` and `never` are said where nothing is held back. */
export function holdAnswer(
  result: HoldResult,
  { released, never }: { readonly released: string; readonly never: string },
): Answered {
  switch (result.kind) {
    case 'done':
      return {
        done: true,
        body: prose(result.record.state === 'held' ? heldBack(result.record) : released, 2_000),
      };
    case 'already':
      return {
        done: true,
        body: renderRefusal(result.newest?.state === 'held' ? holdSentence(result.newest) : never),
      };
    case 'late': {
      const { by, state } = result.newest;
      const what = state === 'held' ? holdSentence(result.newest) : `${by} has released it.`;
      return { done: false, body: renderRefusal(`A later comment decides. ${what}`) };
    }
    default:
      return result satisfies never;
  }
}
