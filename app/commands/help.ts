import { readConfiguration } from '../review/configuration.ts';
import type { CommandName } from '../../core/command/grammar.ts';
import { renderHelp } from '../../core/report/command-help.ts';
import type { Command } from './command.ts';

/** Lists what one can type, and who may. Made with the list of commands, which it is itself a part of. */
export function helpCommand(all: () => readonly CommandName[]): Command<'help'> {
  return {
    name: 'help',
    async run({ context: { repository, defaultBranch } }) {
      const configuration = await readConfiguration(repository, `refs/heads/${defaultBranch}`);
      const access = configuration.kind === 'valid' ? configuration.config.commands : undefined;
      return { done: true, body: renderHelp(all(), access) };
    },
  };
}
