import { expect, it } from 'vitest';
import { accessOf, isNamed, reaches } from '../../../core/command/access.ts';
import { whoMay } from '../../../core/report/command-help.ts';

it('is what the command says, unless the configuration says otherwise', () => {
  expect(accessOf('promote', undefined)).toEqual({ level: 'write', users: [], teams: [] });
  expect(accessOf('status', {})).toMatchObject({ level: 'everybody' });
  const commands = { promote: { teams: ['acme/ml'] }, lock: { permission: 'admin' } } as const;
  expect(accessOf('promote', { promote: { teams: [...commands.promote.teams] } })).toEqual({
    level: 'write',
    users: [],
    teams: ['acme/ml'],
  });
  expect(accessOf('lock', { lock: commands.lock })).toMatchObject({ level: 'admin' });
});

it('is given by a permission that is as strong or stronger', () => {
  const permissions = ['none', 'read', 'write', 'maintain', 'admin'] as const;
  const enough = (level: Parameters<typeof reaches>[1]): readonly string[] =>
    permissions.filter((permission) => reaches(permission, level));
  expect(enough('everybody')).toEqual([...permissions]);
  expect(enough('write')).toEqual(['write', 'maintain', 'admin']);
  expect(enough('maintain')).toEqual(['maintain', 'admin']);
  expect(enough('admin')).toEqual(['admin']);
});

it('is given to a login whatever its case, and to no other', () => {
  expect(isNamed('Alice', ['alice'])).toBe(true);
  expect(isNamed('alice', ['alice2', 'malice'])).toBe(false);
});

it('is told in words, the first five names where there are many', () => {
  expect(whoMay({ level: 'everybody', users: [], teams: [] })).toBe('everybody');
  expect(whoMay({ level: 'maintain', users: ['alice'], teams: ['acme/ml'] })).toBe(
    'people who maintain the repository, `alice`, the team `acme/ml`',
  );
  const users = Array.from({ length: 9 }, (_, number) => `user${number}`);
  expect(whoMay({ level: 'admin', users, teams: [] })).toMatch(/`user4`, 4 more$/);
});
