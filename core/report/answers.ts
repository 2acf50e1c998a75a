import { link } from './link.ts';
import { literal } from './literal.ts';
import { prose } from './prose.ts';
import { table } from './table.ts';

/** The first line of an answer: it ties the answer to its comment, so that there is one. */
export function answerMarker(commentId: number): string {
  return `<!-- assay:answer ${commentId} -->`;
}

/** A command as the help lists it. */
export interface CommandHelp {
  /** Such as `promote <model>[@version] <environment>`. */
  readonly usage: string;
  readonly help: string;
  readonly permission: 'read' | 'write';
}

/** What one can type. */
export function renderHelp(commands: readonly CommandHelp[]): string {
  return [
    'Write one of these as a line of its own in a new comment:',
    '',
    ...table(
      [
        { heading: 'command', align: 'left' },
        { heading: 'what it does', align: 'left' },
        { heading: 'who may', align: 'left' },
      ],
      commands.map(({ usage, help, permission }) => [
        literal(`/assay ${usage}`),
        help,
        permission === 'write' ? 'people who may push' : 'everybody',
      ]),
    ),
  ].join('\n');
}

/** A word that is no command. */
export function renderUnknownCommand(
  word: string,
  near: string | null,
  commands: readonly CommandHelp[],
): string {
  const hint = near === null ? '' : ` Did you mean ${literal(`/assay ${near}`)}?`;
  return [`There is no command ${literal(word, 60)}.${hint}`, '', renderHelp(commands)].join('\n');
}

/** A command with too few, too many or wrong words. */
export function renderMalformed(usage: string, problem: string): string {
  return `${prose(problem)} Write it as ${literal(`/assay ${usage}`)}.`;
}

/** Somebody who may not. */
export function renderNotAllowed(author: string, name: string): string {
  return `Nothing was done: ${literal(author, 64)} may not push to this repository, and ${literal(`/assay ${name}`)} is for people who may. Ask one of them to comment it.`;
}

/** The head moved between the comment and its being read. */
export function renderHeadMoved(): string {
  return 'Nothing was done: the branch of this pull request was pushed to after the comment was written. Look at the new commits, and comment the command again.';
}

/** A command that can't be tied to a head, because the branch lies elsewhere. */
export function renderForkHead(): string {
  return 'Nothing was done: this pull request comes from a fork, so it cannot be seen whether its branch moved after the comment. Comment the command on an issue, or on a pull request of this repository.';
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

/** One model as `status` shows it. */
export interface ModelStatus {
  readonly model: string;
  /** The newest registered version; null when there is none. */
  readonly newest: string | null;
  /** The promoted version by environment; null where none was promoted. */
  readonly environments: Readonly<Record<string, string | null>>;
  /** The outcome of the newest drift record and its day; null when there is none. */
  readonly drift: { readonly outcome: string; readonly day: string } | null;
}

/** Where each model stands. */
export function renderStatus(models: readonly ModelStatus[]): string {
  const environments = [...new Set(models.flatMap((one) => Object.keys(one.environments)))];
  const none = '\u2014';
  const version = (value: string | null | undefined): string =>
    value === null || value === undefined ? none : literal(`v${value}`, 40);
  return table(
    ['model', 'newest', ...environments, 'drift'].map((heading) => ({
      heading: literal(heading, 64).replaceAll('`', ''),
      align: 'left',
    })),
    models.map((one) => [
      literal(one.model, 64),
      version(one.newest),
      ...environments.map((name) => version(one.environments[name])),
      one.drift === null ? none : `${prose(one.drift.outcome)} (${one.drift.day})`,
    ]),
  ).join('\n');
}

/** A command that failed again and again. */
export function renderGivenUpCommand(reason: string, reference: string): string {
  return `It was tried several times and did not work; whether a part of it was done, look for yourself. ${prose(reason)} Comment the command again to try once more; if it stays, ask whoever runs the app to look for ${literal(reference)} in its log.`;
}
