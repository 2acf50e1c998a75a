import { renderHelp } from '../../core/report/answers.ts';
import type { Command } from './command.ts';

/** Lists what one can type. Made with the list of commands, which it is itself a part of. */
export function helpCommand(all: () => readonly Command[]): Command {
  return {
    name: 'help',
    usage: 'help',
    help: 'shows this list',
    permission: 'read',
    run: () => Promise.resolve({ done: true, body: renderHelp(all()) }),
  };
}
