import type { CommandAccess } from '../command/access.ts';
import { type CommandName, specOf } from '../command/grammar.ts';
import { mostCommands } from '../command/parse.ts';
import { usageOf } from '../command/usage.ts';
import { nearest } from '../text/nearest.ts';
import { renderHelp, whoMay } from './command-help.ts';
import type { HoldRecord } from '../../schemas/types.ts';
import { heldBack } from './hold.ts';
import { link } from './link.ts';
import { literal } from './literal.ts';
import { prose } from './prose.ts';
import { type ModelStatus, renderStatusMatrix } from './status-matrix.ts';

/** A word that is no command. */
export function renderUnknownCommand(word: string, names: readonly CommandName[]): string {
  const near = nearest(word, names);
  const hint = near === null ? '' : ` Did you mean ${literal(`/assay ${near}`)}?`;
  return [`There is no command ${literal(word, 60)}.${hint}`, '', renderHelp(names)].join('\n');
}

/** A command with a word that is missing, wrong or one too many; `name` is null where it is not known. */
export function renderMalformed(name: CommandName | null, problem: string): string {
  if (name === null) return renderRefusal(problem);
  const { example } = specOf(name);
  return `${renderRefusal(problem)} Write it as ${literal(`/assay ${usageOf(name)}`)}, such as ${literal(`/assay ${example}`)}.`;
}

/** More commands than one comment may have. */
export function renderTooMany(count: number): string {
  return renderRefusal(
    `The comment has ${count} commands, and at most ${mostCommands} are done. Write several comments.`,
  );
}

/** Somebody who may not. */
export function renderNotAllowed(
  author: string,
  name: CommandName,
  access: CommandAccess,
  by: 'repository' | 'organisation',
): string {
  const reason = by === 'organisation' ? "by the organisation's policy is" : 'is';
  return `Nothing was done: ${literal(author, 100)} may not use ${literal(`/assay ${name}`)}, which ${reason} for ${whoMay(access)}. Ask one of them to comment it.`;
}

/** The head moved between the comment and what it asks for. */
export const headMoved =
  'The branch of this pull request was pushed to after the comment was written. Look at the new commits, and comment the command again.';

/** A command that can't be tied to a head, because the branch lies elsewhere. */
export function renderForkHead(): string {
  return 'Nothing was done: this pull request comes from a fork, so it cannot be seen whether its branch moved after the comment. Comment the command on an issue, or on a pull request of this repository; a waiver then needs "for <model>" and "until <date>".';
}

/** Why something was not done. */
export function renderRefusal(problem: string): string {
  return `Nothing was done. ${prose(problem)}`;
}

/** A pull request that the app has opened, updated, or found to be right already. */
export function renderProposed(
  kind: 'opened' | 'updated' | 'unchanged',
  title: string,
  number: number,
  url: string,
): string {
  const words = {
    opened: 'Opened',
    updated: 'Updated',
    unchanged: 'There is nothing new to change in',
  } as const;
  return `${words[kind]} ${link(`#${number}`, url)}: ${prose(title)}.`;
}

/** A pull request whose branch people work on. */
export function renderTakenOver(
  branch: string,
  number: number | null,
  url: string | null,
  wanted: string,
): string {
  const of = number === null || url === null ? '' : ` of ${link(`#${number}`, url)}`;
  return `The branch ${literal(branch)}${of} has commits of people, so it is left as it is. ${prose(wanted)} Do it there by hand, or delete the branch and ask again.`;
}

/** Where each model stands, what is locked or paused, and why no retraining is opened though the data drift. */
export function renderStatus(
  models: readonly ModelStatus[],
  holds: readonly Readonly<HoldRecord>[],
  waits: readonly string[],
  now: Date,
): string {
  const held = holds.flatMap((hold) => ['', prose(heldBack(hold), 2_000)]);
  const waiting = waits.flatMap((sentence) => ['', prose(sentence, 2_000)]);
  return [...renderStatusMatrix(models, now), ...held, ...waiting].join('\n');
}

/** A command that failed again and again. */
export function renderGivenUpCommand(reason: string, reference: string): string {
  return `It was tried several times and did not work; whether a part of it was done, look for yourself. ${prose(reason)} Comment the command again to try once more; if it stays, ask whoever runs the app to look for ${literal(reference)} in its log.`;
}
