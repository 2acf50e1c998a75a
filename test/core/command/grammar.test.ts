import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CommandName,
  commandNames,
  type ParsedCommand,
  specOf,
} from '../../../core/command/grammar.ts';
import { type KindName, targetOf } from '../../../core/command/parameter.ts';
import { modelOfCommand, parseComment } from '../../../core/command/parse.ts';
import { formatCommand, usageOf } from '../../../core/command/usage.ts';

/** The commands of a comment in which none is wrong. */
function commandsOf(body: string): readonly ParsedCommand[] {
  const parsed = parseComment(body);
  const lines = parsed.kind === 'commands' ? parsed.lines : [];
  return lines.flatMap((line) => (line.kind === 'command' ? [line.command] : []));
}

const modelOf = (body: string): unknown => commandsOf(body).map(modelOfCommand)[0];

/** Words of each kind. */
const words: Readonly<Record<KindName, fc.Arbitrary<string>>> = {
  model: fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/),
  target: fc.stringMatching(
    /^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?(?:@\d{1,3}\.\d{1,3}\.\d{1,3})?$/,
  ),
  environment: fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/),
  check: fc.stringMatching(/^[a-z](?:[a-z-]{0,20}[a-z])?$/),
  ref: fc
    .stringMatching(/^[a-z0-9](?:[a-z0-9_/-]{0,20}[a-z0-9])?$/)
    .filter((ref) => !ref.includes('//')),
  date: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  share: fc.stringMatching(/^(?:100|[1-9]?\d)%?$/),
};
const reason = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .filter((text) => text.trim() === text && text !== '' && !/[\r\n]|<!--|-->/.test(text));

/** Any command that the grammar allows. */
const anyCommand: fc.Arbitrary<ParsedCommand> = fc
  .constantFrom(...commandNames)
  .chain((name: CommandName) => {
    const values = specOf(name).parameters.flatMap((parameter) => {
      if (parameter.kind === 'keyword') return [];
      const word: fc.Arbitrary<unknown> =
        parameter.kind === 'rest' ? reason : words[parameter.takes];
      const isTarget = parameter.kind === 'word' && parameter.takes === 'target';
      const value = isTarget ? words.target.map(targetOf) : word;
      const mayLack =
        parameter.kind === 'option' || parameter.kind === 'phrase' || parameter.optional;
      return [[parameter.name, mayLack ? fc.option(value) : value] as const];
    });
    return fc
      .record(Object.fromEntries(values))
      .map((given) => ({ name, arguments: { ...given } }) as unknown as ParsedCommand);
  });

describe('the grammar', () => {
  it('reads back what it writes, for every command', () => {
    fc.assert(
      fc.property(anyCommand, (command) => {
        expect(commandsOf(`/assay ${formatCommand(command)}`)).toEqual([command]);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever a comment holds', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '/assay ',
        '\n',
        '"',
        "'",
        '\\',
        ' until ',
        ' for ',
        ' as challenger ',
        '`'.repeat(3),
        '<!--',
        '-->',
        'waive',
        'lock',
        'pause retrain',
        '\u201c',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const parsed = parseComment(pieces.join(''));
        expect(['nothing', 'too-many', 'commands']).toContain(parsed.kind);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(commandNames)('has an example of %s that is read, as its usage says', (name) => {
    const { example } = specOf(name);
    expect(commandsOf(`/assay ${example}`)).toMatchObject([{ name }]);
    expect(usageOf(name).split(' ')[0]).toBe(name);
  });

  it('says how a command is written', () => {
    expect(usageOf('waive')).toBe('waive <check> [for <model>] <reason…> [until <date>]');
    expect(usageOf('promote')).toBe(
      'promote <model>[@version] <environment> [as challenger [share]]',
    );
    expect(usageOf('rollback')).toBe('rollback <model> <environment> [reason…]');
    expect(usageOf('status')).toBe('status [model]');
    expect(usageOf('pause')).toBe('pause retrain <model> [reason…]');
  });

  it('says which model a command is about', () => {
    expect(modelOf('/assay promote bikes@1.0.0 staging')).toBe('bikes');
    expect(modelOf('/assay pause retrain bikes')).toBe('bikes');
    expect(modelOf('/assay status')).toBeNull();
    expect(modelOf('/assay lock staging')).toBeNull();
  });
});
