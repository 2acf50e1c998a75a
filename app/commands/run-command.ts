import { accessesOf } from '../../core/command/access.ts';
import { type ParsedCommand, specOf } from '../../core/command/grammar.ts';
import { AssayError, RefusedError, UnavailableError } from '../../core/errors.ts';
import { renderRefusal } from '../../core/report/answers.ts';
import type { GovernedConfig } from '../../core/policy/organisation.ts';
import { configPath, type JobContext } from '../context.ts';
import type { Answered, CommandComment } from '../jobs/job.ts';
import { type Configuration, readConfiguration } from '../review/configuration.ts';
import { obstacleTo } from './access.ts';
import type { Command } from './command.ts';

/** Does one command of a comment, if its author may. Throws only what may be mended by trying again. */
export async function runCommand(
  context: JobContext,
  comment: CommandComment,
  { name, arguments: given }: ParsedCommand,
  { command, place }: { readonly command: Command; readonly place: number },
): Promise<Answered> {
  const { defaultBranch } = context;
  const configuration = await readConfiguration(context, `refs/heads/${defaultBranch}`);
  const config = (): GovernedConfig => usable(configuration, defaultBranch);
  try {
    // Who may act can't be said while the configuration has mistakes; what only looks is for everybody.
    if (specOf(name).access !== 'everybody' && configuration.kind === 'wrong') config();
    const known = configuration.kind === 'valid' ? configuration.config : {};
    const obstacle = await obstacleTo(context, comment, name, accessesOf(name, known));
    if (obstacle !== null) return { done: false, body: obstacle };
    return await command.run({ context, comment, place, arguments: given, config });
  } catch (error) {
    // What may be mended by trying again is tried again; everything else that has a reason is answered.
    if (!(error instanceof AssayError) || error instanceof UnavailableError) throw error;
    return { done: false, body: renderRefusal(error.message) };
  }
}

function usable(configuration: Configuration, defaultBranch: string): GovernedConfig {
  switch (configuration.kind) {
    case 'valid':
      return configuration.config;
    case 'absent':
      throw new RefusedError(
        'no-configuration',
        `There is no ${configPath} on ${defaultBranch}: add one to use this command.`,
      );
    case 'wrong':
      throw new RefusedError('wrong-configuration', configuration.problem);
    default:
      return configuration satisfies never;
  }
}
