import { readConfiguration } from '../review/configuration.ts';
import type { CommandName } from '../../core/command/grammar.ts';
import { renderHelp } from '../../core/report/command-help.ts';
import type { Command } from './command.ts';

/** Lists what one can type, and who may. Made with the list of commands, which it is itself a part of. */
export function helpCommand(all: () => readonly CommandName[]): Command<'help'> {
  return {
    name: 'help',
    async run({ context }) {
      const configuration = await readConfiguration(context, `refs/heads/${context.defaultBranch}`);
      const config = configuration.kind === 'valid' ? configuration.config : {};
      return { done: true, body: renderHelp(all(), config) };
    },
  };
}
