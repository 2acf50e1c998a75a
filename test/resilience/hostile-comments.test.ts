import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCommandName, type ParsedCommand, specOf } from '../../core/command/grammar.ts';
import { isOfKind, type Parameter } from '../../core/command/parameter.ts';
import { mostCommands, parseComment, type ParsedLine } from '../../core/command/parse.ts';
import { comments } from './hostile/comments.ts';
import { say, scaled } from './scale.ts';

const count = scaled(5_000, 300);
/** What is wrong takes minutes; what is right, no time. */
const longestMs = 2_000;

function expectCommand({ name, arguments: values }: ParsedCommand): void {
  expect(isCommandName(name)).toBe(true);
  const named = specOf(name).parameters.filter((one) => one.kind !== 'keyword');
  expect(Object.keys(values).toSorted()).toEqual(named.map((one) => one.name).toSorted());
  const given = new Map<string, unknown>(Object.entries(values));
  for (const parameter of named) expectArgument(parameter, given.get(parameter.name));
}

function expectArgument(parameter: Exclude<Parameter, { kind: 'keyword' }>, value: unknown): void {
  if (value === null) {
    expect(parameter.kind === 'option' || parameter.kind === 'phrase' || parameter.optional).toBe(
      true,
    );
  } else if (parameter.kind === 'rest') {
    expect(value).toSatisfy(isReason);
  } else if (parameter.takes === 'target') {
    const { model, version } = value as { readonly model: string; readonly version: string | null };
    expect(isOfKind('model', model)).toBe(true);
    if (version !== null) expect(version).toMatch(/^\d{1,9}\.\d{1,9}\.\d{1,9}$/);
  } else {
    expect(value).toSatisfy((text) => typeof text === 'string' && isOfKind(parameter.takes, text));
  }
}

function isReason(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= 1_000 && value.isWellFormed();
}

function expectLine(line: ParsedLine): void {
  expect(line.text).toMatch(/^\/assay/);
  expect(line.text.length).toBeLessThanOrEqual(2_000);
  if (line.kind === 'command') expectCommand(line.command);
  if (line.kind === 'malformed') expect(line.problem).not.toBe('');
  if (line.kind === 'unknown') expect(isCommandName(line.word)).toBe(false);
}

describe('a comment that somebody made up', () => {
  it('is read at once, and what it commands has the form that the grammar asks for', () => {
    fc.assert(
      fc.property(comments, (body) => {
        const begun = performance.now();
        const parsed = parseComment(body);
        expect(performance.now() - begun).toBeLessThan(longestMs);
        if (parsed.kind === 'too-many') expect(parsed.count).toBeGreaterThan(mostCommands);
        if (parsed.kind === 'commands') parsed.lines.forEach(expectLine);
      }),
      { numRuns: count, seed: 4_711 },
    );
    say(`${count} hostile comments read.`);
  });
});
