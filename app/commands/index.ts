import type { Command } from './command.ts';
import { helpCommand } from './help.ts';
import { promote } from './promote.ts';
import { retrain } from './retrain.ts';
import { status } from './status.ts';

const help = helpCommand(() => commands);

/** Everything that people can ask for. */
export const commands: readonly Command[] = [help, status, promote, retrain];
