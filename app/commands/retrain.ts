import { modelOf } from '../../core/config/read.ts';
import { renderProposed, renderRefusal, renderTakenOver } from '../../core/report/answers.ts';
import { configPath } from '../context.ts';
import { retrain as proposeRetraining } from '../retraining/retrain.ts';
import type { Command } from './command.ts';

/** Opens the model's retraining pull request, for the window of its newest drift report. */
export const retrain: Command<'retrain'> = {
  name: 'retrain',
  async run({ context, config, comment, arguments: { model } }) {
    modelOf(config(), model, configPath);
    const reason = { window: null, requestedBy: comment.author };
    const result = await proposeRetraining(context, model, reason);
    switch (result.kind) {
      case 'refused':
      case 'waiting':
        return { done: false, body: renderRefusal(result.reason) };
      case 'current':
        return {
          done: true,
          body: renderRefusal(`${model} is set to be trained on that window already.`),
        };
      case 'quiet':
      case 'closed':
      case 'left-open':
        throw new TypeError(`A person asked for a retraining, and it was ${result.kind}.`);
      case 'proposed': {
        const { proposed, title, wanted } = result;
        if (proposed.kind === 'taken-over') {
          return {
            done: false,
            body: renderTakenOver(proposed.branch, proposed.number, proposed.url, wanted),
          };
        }
        const { kind, number, url } = proposed;
        return { done: true, body: renderProposed(kind, title, number, url) };
      }
      default:
        return result satisfies never;
    }
  },
};
