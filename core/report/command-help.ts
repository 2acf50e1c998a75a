import { accessesOf, type CommandAccess, type CommandAccesses } from '../command/access.ts';
import { type Access, type CommandName, specOf } from '../command/grammar.ts';
import { usageOf } from '../command/usage.ts';
import type { GovernedConfig } from '../policy/organisation.ts';
import { literal } from './literal.ts';
import { table } from './table.ts';

const words = {
  everybody: 'everybody',
  policy: 'people whom `gate.waivers` names',
  write: 'people who may push',
  maintain: 'people who maintain the repository',
  admin: 'administrators of the repository',
} as const satisfies Readonly<Record<Access, string>>;

const mostNamed = 5;

/** Who may use a command, in words. */
export function whoMay({ level, users, teams }: CommandAccess): string {
  const named = [
    ...users.map((user) => literal(user, 100)),
    ...teams.map((team) => `the team ${literal(team, 200)}`),
  ];
  const more = named.length > mostNamed ? [`${named.length - mostNamed} more`] : [];
  return [words[level], ...named.slice(0, mostNamed), ...more].join(', ');
}

/** Whom both let, the repository and the organisation's policy. */
function whoMayByBoth({ own, organisation }: CommandAccesses): string {
  if (organisation === null) return whoMay(own);
  return `${whoMay(own)}; of these, by the organisation's policy, ${whoMay(organisation)}`;
}

/** What one can type, and who may by this configuration. */
export function renderHelp(
  names: readonly CommandName[],
  config?: Pick<GovernedConfig, 'commands' | 'organisation'>,
): string {
  return [
    'Write one of these as a line of its own in a new comment, or several below each other:',
    '',
    ...table(
      ['command', 'what it does', 'who may'].map((heading) => ({ heading, align: 'left' })),
      names.map((name) => [
        literal(`/assay ${usageOf(name)}`),
        specOf(name).help,
        whoMayByBoth(accessesOf(name, config)),
      ]),
    ),
  ].join('\n');
}

/** The table of `docs/commands.md`: what one can type, what it does, an example, and who may. */
export function commandsTable(names: readonly CommandName[]): readonly string[] {
  return table(
    ['command', 'what it does', 'example', 'who may'].map((heading) => ({
      heading,
      align: 'left',
    })),
    names.map((name) => {
      const { help, example, page, access } = specOf(name);
      const more = page === null ? '' : ` See [${page}](${page}).`;
      return [
        `\`/assay ${usageOf(name)}\``,
        `${help.charAt(0).toUpperCase()}${help.slice(1)}.${more}`,
        `\`/assay ${example}\``,
        words[access],
      ];
    }),
  );
}
