import { keepComment, react } from '../../adapters/github/comments.ts';
import { branchMovedSince, permissionOf } from '../../adapters/github/people.ts';
import { parseComment } from '../../core/command/parse.ts';
import { AssayError, RefusedError, UnavailableError } from '../../core/errors.ts';
import {
  answerMarker,
  renderForkHead,
  renderHeadMoved,
  renderNotAllowed,
  renderRefusal,
  renderUnknownCommand,
} from '../../core/report/answers.ts';
import { rememberedMs } from '../../core/inbox/remembered.ts';
import { nearest } from '../../core/text/nearest.ts';
import type { Config } from '../../schemas/types.ts';
import type { Answer, Command } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { configPath, type JobContext } from '../context.ts';
import { readConfiguration } from '../review/configuration.ts';
import { readPull } from '../review/pull.ts';
import type { CommandComment } from './job.ts';

/** Reads a comment's command, acts if its author may, and answers once. */
export async function obeyCommand(context: JobContext, comment: CommandComment): Promise<void> {
  const { repository, us } = context;
  const parsed = parseComment(comment.body);
  if (parsed.kind === 'nothing' || isForgotten(context, comment)) return;
  await react(repository, comment.id, 'eyes');
  const answer = await answerOf(context, comment, parsed.words);
  await react(repository, comment.id, answer.done ? 'rocket' : 'confused');
  const marker = answerMarker(comment.id);
  await keepComment(repository, us, comment.issue, marker, `${marker}\n${answer.body}`);
}

/**
 * A comment of which nobody knows any more whether it was obeyed: the inbox has forgotten its job, and GitHub sends it no
 * more. Who sends it again has kept a delivery.
 */
function isForgotten(context: JobContext, { createdAt }: CommandComment): boolean {
  return !(context.now().getTime() - Date.parse(createdAt) < rememberedMs);
}

async function answerOf(
  context: JobContext,
  comment: CommandComment,
  [name = 'help', ...words]: readonly string[],
): Promise<Answer> {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const names = commands.map((one) => one.name);
    return refused(renderUnknownCommand(name, nearest(name, names), commands));
  }
  const obstacle = await obstacleTo(context, comment, command);
  if (obstacle !== null) return refused(obstacle);
  const config = (): Promise<Config> => defaultConfiguration(context);
  try {
    return await command.run({ context, comment, words, config });
  } catch (error) {
    // What may be mended by trying again is tried again; everything else that has a reason is answered.
    if (!(error instanceof AssayError) || error instanceof UnavailableError) throw error;
    return refused(renderRefusal(error.message));
  }
}

async function defaultConfiguration({ repository, defaultBranch }: JobContext): Promise<Config> {
  const configuration = await readConfiguration(repository, `refs/heads/${defaultBranch}`);
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

/** Why a command that acts may not: its author's permission now, or a head that isn't the one they saw. */
async function obstacleTo(
  { repository }: JobContext,
  comment: CommandComment,
  command: Command,
): Promise<string | null> {
  if (command.permission === 'read') return null;
  const permission = await permissionOf(repository, comment.author);
  if (permission !== 'write' && permission !== 'admin') {
    return renderNotAllowed(comment.author, command.name);
  }
  if (!comment.isPull) return null;
  const pull = await readPull(repository, comment.issue);
  if (!pull.open) return null;
  if (pull.fork) return renderForkHead();
  const moved = await branchMovedSince(repository, pull.head.ref, comment.createdAt);
  return moved ? renderHeadMoved() : null;
}

function refused(body: string): Answer {
  return { done: false, body };
}
