import { modelOf } from '../../core/config/read.ts';
import {
  renderMalformed,
  renderProposed,
  renderRefusal,
  renderTakenOver,
} from '../../core/report/answers.ts';
import { configPath } from '../context.ts';
import { promote as proposePromotion } from '../promotion/promote.ts';
import type { Command } from './command.ts';

const usage = 'promote <model>[@version] <environment>';

/** Opens a pull request that puts a version into an environment. */
export const promote: Command = {
  name: 'promote',
  usage,
  help: 'opens a pull request that puts the newest version of a model, or the named one, into an environment',
  permission: 'write',
  async run({ context, config, comment, words }) {
    const [target = '', environment, ...more] = words;
    if (environment === undefined || more.length > 0) {
      const problem =
        environment === undefined ? 'A word is missing.' : 'There are too many words.';
      return { done: false, body: renderMalformed(usage, problem) };
    }
    const [model = '', version = null, ...rest] = target.split('@');
    if (model === '' || version === '' || rest.length > 0) {
      return { done: false, body: renderMalformed(usage, `${target} is not model@version.`) };
    }
    const result = await proposePromotion(context, {
      model,
      config: modelOf(await config(), model, configPath),
      version: version?.replace(/^v/, '') ?? null,
      environment,
      requestedBy: comment.author,
      commentUrl: comment.url,
    });
    if (result.kind === 'already') {
      return { done: true, body: renderRefusal(`${environment} asks for ${result.tag} already.`) };
    }
    const { proposed, title } = result;
    if (proposed.kind === 'taken-over') {
      return {
        done: false,
        body: renderTakenOver(
          proposed.branch,
          proposed.number,
          proposed.url,
          `Asked for was: ${title}.`,
        ),
      };
    }
    return {
      done: true,
      body: renderProposed(proposed.kind, title, proposed.number, proposed.url),
    };
  },
};
