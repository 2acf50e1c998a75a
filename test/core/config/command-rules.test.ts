import { expect, it } from 'vitest';
import { path, rejection, valid, validated } from './fixture.ts';

/** The configuration with these lines about commands, which begin on line 1. */
function withCommands(lines: string): string {
  return `commands:\n${lines}\n${valid}`;
}

it('says who may use a command', () => {
  const text = withCommands(
    '  promote: { permission: maintain, users: [alice], teams: [acme/ml] }',
  );
  expect(validated(text).commands).toEqual({
    promote: { permission: 'maintain', users: ['alice'], teams: ['acme/ml'] },
  });
  expect(
    validated(withCommands('  status: { permission: write, users: [x] }')).commands,
  ).toBeDefined();
});

it.each([
  ['  promot: { permission: admin }', 'commands.promot is not a command; did you mean promote?'],
  ['  constructor: { permission: admin }', 'commands.constructor is not a command'],
  [
    '  status: { users: [x] }',
    'commands.status changes nothing: everybody may use status. Add commands.status.permission',
  ],
  [
    '  promote: { permission: read }',
    'commands.promote.permission must be one of write, maintain, admin',
  ],
  ['  promote: { team: [acme/ml] }', 'did you mean teams?'],
  ['  promote: { teams: [ml] }', 'commands.promote.teams[0] must be'],
  ['  promote: { users: ["../x"] }', 'commands.promote.users[0] must be'],
  ['  promote: {}', 'commands.promote must be a mapping with at least one key'],
])('refuses %s', (lines, sentence) => {
  const { message } = rejection(withCommands(lines));
  expect(message).toContain(sentence);
  expect(message).toContain(`${path}:2:`);
});
