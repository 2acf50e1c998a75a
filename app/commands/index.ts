import type { CommandName } from '../../core/command/grammar.ts';
import type { Command } from './command.ts';
import { compare } from './compare.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { helpCommand } from './help.ts';
import { lock } from './lock.ts';
import { pause } from './pause.ts';
import { promote } from './promote.ts';
import { resume } from './resume.ts';
import { retrain } from './retrain.ts';
import { rollback } from './rollback.ts';
import { status } from './status.ts';
import { unlock } from './unlock.ts';
import { unwaive } from './unwaive.ts';
import { waive } from './waive.ts';

const help = helpCommand(() => commands.map(({ name }) => name));

/** Everything that people can ask for, in the order in which it is listed. */
export const commands: readonly Command[] = [
  help,
  status,
  evaluate,
  compare,
  explain,
  waive,
  unwaive,
  promote,
  rollback,
  retrain,
  pause,
  resume,
  lock,
  unlock,
];

/** The command of this name; null for one that the grammar has and nobody has made. */
export function findCommand(name: CommandName): Command | null {
  return commands.find((command) => command.name === name) ?? null;
}
