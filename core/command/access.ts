import type { Config } from '../../schemas/types.ts';
import type { GovernedConfig } from '../policy/organisation.ts';
import { type Access, type CommandName, specOf } from './grammar.ts';

/** Who may use a command: whoever has the permission, a named user, or a member of a named team. */
export interface CommandAccess {
  readonly level: Access;
  /** Logins. */
  readonly users: readonly string[];
  /** Each as `organization/team`. */
  readonly teams: readonly string[];
}

/** Who may use a command by what the configuration says of it, and else by what the command itself says. */
export function accessOf(name: CommandName, commands: Config['commands']): CommandAccess {
  const configured = commands !== undefined && Object.hasOwn(commands, name) ? commands[name] : {};
  const { permission = specOf(name).access, users = [], teams = [] } = configured ?? {};
  return { level: permission, users, teams };
}

/** Who may use a command: whoever every one of these lets. */
export interface CommandAccesses {
  /** By the configuration, and else by the command itself. */
  readonly own: CommandAccess;
  /** By the organisation's policy; null where it says nothing of the command. */
  readonly organisation: CommandAccess | null;
}

/** Who may use a command, by the configuration and by the organisation's policy; without either by the command itself. */
export function accessesOf(
  name: CommandName,
  config: Pick<GovernedConfig, 'commands' | 'organisation'> = {},
): CommandAccesses {
  const theirs = config.organisation?.policy.commands;
  const isNamed = theirs !== undefined && Object.hasOwn(theirs, name);
  return {
    own: accessOf(name, config.commands),
    organisation: isNamed ? accessOf(name, theirs) : null,
  };
}

const ranks = { none: 0, read: 1, write: 2, maintain: 3, admin: 4 } as const;

/** Whether somebody's permission in the repository is enough. */
export function reaches(permission: keyof typeof ranks, level: Access): boolean {
  return level === 'everybody' || level === 'policy' || ranks[permission] >= ranks[level];
}

/** Whether somebody is among these users; upper and lower case make no difference in a login. */
export function isNamed(login: string, users: readonly string[]): boolean {
  return users.some((user) => user.toLowerCase() === login.toLowerCase());
}
