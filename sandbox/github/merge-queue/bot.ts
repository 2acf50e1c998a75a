import { addAccount } from '../repositories.ts';
import type { Account, State } from '../state.ts';

/** Who moves a merge queue, and is shown to have merged; made when it is first needed. */
export function queueBot(state: State): Account {
  return addAccount(state, 'github-merge-queue[bot]', 'Bot');
}
