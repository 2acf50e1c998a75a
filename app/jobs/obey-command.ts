import { keepComment, react } from '../../adapters/github/comments.ts';
import { type ParsedCommand } from '../../core/command/grammar.ts';
import { parseComment, type ParsedLine } from '../../core/command/parse.ts';
import { rememberedMs } from '../../core/inbox/remembered.ts';
import { renderMalformed, renderTooMany, renderUnknownCommand } from '../../core/report/answers.ts';
import { answerMarker, renderAnswer } from '../../core/report/command-answer.ts';
import type { Command } from '../commands/command.ts';
import { commands, findCommand } from '../commands/index.ts';
import { runCommand } from '../commands/run-command.ts';
import type { JobContext } from '../context.ts';
import { type Answered, type CommandComment, commandKey, type Task } from './job.ts';

type Obedience = Extract<Task, { kind: 'obey-command' }>;

/** A line that can be done. */
interface Order {
  readonly text: string;
  readonly command: Command;
  readonly parsed: ParsedCommand;
}

/**
 * Does the commands of a comment in their order, each if its author may, and keeps one answer, which grows as they end.
 * Where a line is wrong nothing is done. The commands of one key are done here; the next key's are a job of their own.
 */
export async function obeyCommand(context: JobContext, task: Obedience): Promise<void> {
  const { comment, answered = [] } = task;
  const parsed = parseComment(comment.body);
  if (parsed.kind === 'nothing' || isForgotten(context, comment)) return;
  await react(context.repository, comment.id, 'eyes');
  if (parsed.kind === 'too-many') {
    const only = { done: false, body: renderTooMany(parsed.count) };
    await finish(context, comment, [''], [only]);
    return;
  }
  const texts = parsed.lines.map(({ text }) => text);
  const orders = parsed.lines.map(orderOf).filter((order) => order !== null);
  if (orders.length < parsed.lines.length) {
    await finish(context, comment, texts, parsed.lines.map(answerToMistake));
    return;
  }
  await obey(context, comment, orders, answered);
}

async function obey(
  context: JobContext,
  comment: CommandComment,
  orders: readonly Order[],
  before: readonly Answered[],
): Promise<void> {
  const texts = orders.map(({ text }) => text);
  const key = commandKey(comment, before.length);
  const answered = [...before];
  for (const [place, { command, parsed }] of orders.entries()) {
    if (place < before.length) continue;
    if (commandKey(comment, place) !== key) {
      await context.enqueue(context.job, { kind: 'obey-command', comment, answered });
      return;
    }
    answered.push(await runCommand(context, comment, parsed, { command, place }));
    if (answered.length < orders.length) await answer(context, comment, texts, answered);
  }
  await finish(context, comment, texts, answered);
}

/**
 * A comment of which nobody knows any more whether it was obeyed: the inbox has forgotten its job, and GitHub sends it no
 * more. Who sends it again has kept a delivery.
 */
function isForgotten(context: JobContext, { createdAt }: CommandComment): boolean {
  return !(context.now().getTime() - Date.parse(createdAt) < rememberedMs);
}

/** Null for a line that is wrong, or names a command that nobody has made. */
function orderOf(line: ParsedLine): Order | null {
  if (line.kind !== 'command') return null;
  const command = findCommand(line.command.name);
  return command === null ? null : { text: line.text, command, parsed: line.command };
}

/** What is answered to each line of a comment in which one is wrong. */
function answerToMistake(line: ParsedLine): Answered {
  const names = commands.map(({ name }) => name);
  switch (line.kind) {
    case 'unknown':
      return { done: false, body: renderUnknownCommand(line.word, names) };
    case 'malformed':
      return { done: false, body: renderMalformed(line.name, line.problem) };
    case 'command': {
      const { name } = line.command;
      if (findCommand(name) === null) {
        return { done: false, body: renderUnknownCommand(name, names) };
      }
      return { done: false, body: 'Nothing was done, since another line has a mistake.' };
    }
    default:
      return line satisfies never;
  }
}

async function answer(
  { repository, us }: JobContext,
  { id, issue }: CommandComment,
  texts: readonly string[],
  answered: readonly Answered[],
): Promise<void> {
  const bodies = answered.map(({ body }) => body);
  await keepComment(repository, us, issue, answerMarker(id), renderAnswer(id, texts, bodies));
}

async function finish(
  context: JobContext,
  comment: CommandComment,
  texts: readonly string[],
  answered: readonly Answered[],
): Promise<void> {
  const isDone = answered.every(({ done }) => done);
  await react(context.repository, comment.id, isDone ? 'rocket' : 'confused');
  await answer(context, comment, texts, answered);
}
