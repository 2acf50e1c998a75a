import type { Config } from '../../schemas/types.ts';
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

const ranks = { none: 0, read: 1, write: 2, maintain: 3, admin: 4 } as const;

/** Whether somebody's permission in the repository is enough. */
export function reaches(permission: keyof typeof ranks, level: Access): boolean {
  return level === 'everybody' || level === 'policy' || ranks[permission] >= ranks[level];
}

/** Whether somebody is among these users; upper and lower case make no difference in a login. */
export function isNamed(login: string, users: readonly string[]): boolean {
  return users.some((user) => user.toLowerCase() === login.toLowerCase());
}
