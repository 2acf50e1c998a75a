import { describe, expect, it } from 'vitest';
import { parseComment } from '../../../core/command/parse.ts';

describe('a comment', () => {
  it('is a command when a line begins with /assay', () => {
    expect(parseComment('/assay promote bike-demand staging')).toEqual({
      kind: 'command',
      words: ['promote', 'bike-demand', 'staging'],
    });
    expect(parseComment('Looks good.\r\n\r\n/assay   status  \nThanks')).toEqual({
      kind: 'command',
      words: ['status'],
    });
    expect(parseComment('/assay')).toEqual({ kind: 'command', words: [] });
  });

  it('is none when the words stand elsewhere in a line, or are a part of a longer word', () => {
    for (const body of ['', 'try /assay help', '> /assay help', ' /assay help', '/assayer help']) {
      expect(parseComment(body), body).toEqual({ kind: 'nothing' });
    }
  });

  it('is none inside fenced code, and the first line after it counts', () => {
    const example = '```\n/assay promote a b\n```';
    expect(parseComment(example)).toEqual({ kind: 'nothing' });
    expect(parseComment(`${example}\n/assay help`)).toEqual({ kind: 'command', words: ['help'] });
    expect(parseComment('~~~\n```\n/assay help\n~~~')).toEqual({ kind: 'nothing' });
  });

  it('is none where no reader would see it', () => {
    for (const body of [
      '<!--\n/assay promote a b\n-->',
      '<!-- never closed\n/assay promote a b',
      '```\n```js\n/assay promote a b\n```',
    ]) {
      expect(parseComment(body), body).toEqual({ kind: 'nothing' });
    }
    expect(parseComment('<!-- x -->\n/assay help').kind).toBe('command');
  });

  it('has its words cut, so that nobody makes us carry a book around', () => {
    expect(parseComment(`/assay ${'x '.repeat(500)}`)).toEqual({
      kind: 'command',
      words: Array.from({ length: 20 }, () => 'x'),
    });
    expect(parseComment(`/assay ${'y'.repeat(5000)}`)).toEqual({
      kind: 'command',
      words: ['y'.repeat(200)],
    });
  });
});
