import { describe, expect, it } from 'vitest';
import type { ParsedCommand } from '../../../core/command/grammar.ts';
import { mostCommands, parseComment } from '../../../core/command/parse.ts';

/** The commands of a comment in which none is wrong. */
function commandsOf(body: string): readonly ParsedCommand[] {
  const parsed = parseComment(body);
  const lines = parsed.kind === 'commands' ? parsed.lines : [];
  return lines.flatMap((line) => (line.kind === 'command' ? [line.command] : []));
}

/** What is wrong with a comment's first command. */
function problemOf(body: string): string {
  const parsed = parseComment(body);
  const [line] = parsed.kind === 'commands' ? parsed.lines : [];
  return line?.kind === 'malformed' ? line.problem : `There is no problem: ${line?.kind}.`;
}

const helpLines = (count: number): string =>
  Array.from({ length: count }, () => '/assay help').join('\n');
const reasonOf = (text: string): unknown =>
  commandsOf(`/assay lock staging ${text}`).map(
    (one) => 'reason' in one.arguments && one.arguments.reason,
  )[0];
const waiver = (text: string): unknown => commandsOf(`/assay waive ${text}`)[0]?.arguments;

const challenge = (text: string): unknown => commandsOf(`/assay promote bikes live${text}`)[0];

const help = { name: 'help', arguments: {} };

describe('a comment', () => {
  it('holds a command when a line begins with /assay', () => {
    expect(commandsOf('/assay promote bike-demand@v1.2.0 staging')).toEqual([
      {
        name: 'promote',
        arguments: {
          target: { model: 'bike-demand', version: '1.2.0' },
          environment: 'staging',
          share: null,
        },
      },
    ]);
    expect(commandsOf('Looks good.\r\n\r\n/assay   status  \nThanks')).toEqual([
      { name: 'status', arguments: { model: null } },
    ]);
    expect(commandsOf('/assay')).toEqual([help]);
  });

  it('may ask for a challenger, with a share or the usual one', () => {
    expect(challenge(' as challenger')).toMatchObject({ arguments: { share: '10%' } });
    expect(challenge(' as challenger 25%')).toMatchObject({ arguments: { share: '25%' } });
    expect(challenge(' as challenger 5')).toMatchObject({ arguments: { share: '5' } });
    expect(challenge(' as challenger 0%')).toMatchObject({ arguments: { share: '0%' } });
  });

  it('may hold several, each on a line of its own, in their order', () => {
    const body = '/assay unlock staging\nPlease.\n/assay help\r/assay lock staging for a day';
    expect(commandsOf(body)).toEqual([
      { name: 'unlock', arguments: { environment: 'staging' } },
      help,
      { name: 'lock', arguments: { environment: 'staging', reason: 'for a day' } },
    ]);
  });

  it('may not hold more than ten', () => {
    expect(commandsOf(helpLines(mostCommands))).toHaveLength(10);
    expect(parseComment(helpLines(11))).toEqual({ kind: 'too-many', count: 11 });
  });

  it('holds none when the words stand elsewhere in a line, or are a part of a longer word', () => {
    for (const body of [
      '',
      'try /assay help',
      '> /assay help',
      ' /assay help',
      '\t/assay help',
      '/assayer help',
      '- /assay help',
      '/assay\u200bhelp',
      'x\u2028/assay help',
    ]) {
      expect(parseComment(body), body).toEqual({ kind: 'nothing' });
    }
  });

  it('holds none inside fenced code, and what follows it counts', () => {
    const example = '```\n/assay promote a b\n```';
    expect(parseComment(example)).toEqual({ kind: 'nothing' });
    expect(commandsOf(`${example}\n/assay help`)).toEqual([help]);
    expect(parseComment('~~~\n```\n/assay help\n~~~')).toEqual({ kind: 'nothing' });
    expect(commandsOf('/assay help\n```\n/assay status\n```')).toEqual([help]);
  });

  it('holds none where no reader would see it', () => {
    for (const body of [
      '<!--\n/assay promote a b\n-->',
      '<!-- never closed\n/assay promote a b',
      '```\n```js\n/assay promote a b\n```',
      '```\n~~~\n/assay promote a b\n~~~',
      '````\n```\n/assay promote a b\n````',
      '<pre>\n/assay promote a b\n</pre>',
      '<STYLE\n>\n/assay promote a b\n</STYLE>',
      '<?x\n/assay promote a b\n?>',
      '<![CDATA[\n/assay promote a b\n]]>',
      '<!X\n/assay promote a b\n>',
    ]) {
      expect(parseComment(body), body).toEqual({ kind: 'nothing' });
    }
    expect(commandsOf('<!-- x -->\n/assay help')).toEqual([help]);
    expect(commandsOf('<pre>x</pre>\n/assay help')).toEqual([help]);
    expect(commandsOf('```\nx\n`````\n/assay help')).toEqual([help]);
    expect(commandsOf('<preface>\n/assay help')).toEqual([help]);
  });

  it('is refused a line that is a book, and carries no book around', () => {
    expect(problemOf(`/assay lock staging ${'x '.repeat(1_500)}`)).toContain('longer than 2000');
    expect(problemOf(`/assay lock staging ${'x '.repeat(600)}`)).toContain('longer than 1000');
    const parsed = parseComment(`/assay ${'y'.repeat(60_000)}`);
    expect(JSON.stringify(parsed).length).toBeLessThan(3_000);
  });

  it('says which word is wrong, and what must stand there', () => {
    expect(problemOf('/assay promote bikes')).toBe('The environment is missing.');
    expect(problemOf('/assay promote')).toBe('The model is missing.');
    expect(problemOf('/assay promote bikes@ staging')).toContain(
      '"bikes@" (word 2) is not model@version',
    );
    expect(problemOf('/assay promote bikes staging now')).toBe(
      '"now" (word 4) is one word too many.',
    );
    expect(problemOf('/assay promote bikes live as')).toBe('The word challenger is missing.');
    expect(problemOf('/assay promote bikes live as champion')).toBe(
      'In the place of "champion" (word 5) must stand challenger.',
    );
    for (const share of ['101%', '-1%', '1.5%', '010%', 'all', '5 %']) {
      expect(problemOf(`/assay promote bikes live as challenger ${share}`)).toContain('(word');
    }
    expect(problemOf('/assay promote bikes live as challenger 200%')).toContain(
      '"200%" (word 6) is not a share in percent',
    );
    expect(problemOf('/assay pause bikes')).toBe(
      'In the place of "bikes" (word 2) must stand retrain.',
    );
    expect(problemOf('/assay resume')).toBe('The word retrain is missing.');
    expect(problemOf('/assay explain ../x')).toContain('"../x" (word 2) is not the id of a check');
    expect(problemOf('/assay status "bikes')).toContain('(word 2) is not closed');
    expect(parseComment('/assay promot bikes')).toMatchObject({
      lines: [{ kind: 'unknown', word: 'promot' }],
    });
    expect(parseComment('/assay constructor')).toMatchObject({ lines: [{ kind: 'unknown' }] });
  });
});

describe('the words of a command', () => {
  it('are apart by white space of any kind', () => {
    expect(commandsOf('/assay\u00a0promote\u2003bikes\t staging\u3000')).toHaveLength(1);
  });

  it('may be quoted, with marks of every kind, and a mark within a word is a letter', () => {
    expect(reasonOf('"two  words" and more')).toBe('two  words and more');
    expect(reasonOf("'it\\'s' it's 'it's fine'")).toBe("it's it's it's fine");
    expect(reasonOf('\u201cround ones\u201d')).toBe('round ones');
    expect(reasonOf(String.raw`a \"b\" c:\path \\ "d\"e"`)).toBe(String.raw`a "b" c:\path \ d"e`);
  });
});

describe('a waiver', () => {
  it('has a check, a reason of many words, and perhaps a model and a date', () => {
    expect(waiver('metric-gate the new sensor')).toEqual({
      check: 'metric-gate',
      model: null,
      reason: 'the new sensor',
      until: null,
    });
    expect(waiver('metric-gate for bikes the new sensor until 2026-12-31')).toEqual({
      check: 'metric-gate',
      model: 'bikes',
      reason: 'the new sensor',
      until: '2026-12-31',
    });
  });

  it('has a reason that may hold its keywords where they are quoted', () => {
    expect(waiver('metric-gate "until it is mended" until 2026-12-31')).toMatchObject({
      reason: 'until it is mended',
      until: '2026-12-31',
    });
    expect(waiver('metric-gate "for" now')).toMatchObject({ model: null, reason: 'for now' });
  });

  it.each(['until Friday', 'until 2026-02-30', 'until 2026-13-01', 'until next Friday', 'until'])(
    'never takes "x %s" for a reason without an end',
    (end) => {
      expect(problemOf(`/assay waive metric-gate x ${end}`)).toContain(
        'Behind until (word 4) must stand a date',
      );
    },
  );

  it('must have a reason', () => {
    expect(problemOf('/assay waive metric-gate')).toBe('The reason is missing.');
    expect(problemOf('/assay waive metric-gate "  " until 2026-12-31')).toBe(
      'The reason is missing.',
    );
  });
});

describe('a ref', () => {
  it.each(['main', 'v1.2.0', 'bikes@v1.2.0', '0a1b2c3', 'feature/x_1', 'release-1.2'])(
    'may be %s',
    (ref) => {
      expect(commandsOf(`/assay compare bikes ${ref}`)).toHaveLength(1);
    },
  );

  it.each([
    '../x',
    'a..b',
    '/a',
    'a/',
    '-x',
    'a?b',
    'a:b',
    'a^',
    'a~1',
    'x.lock',
    'a/.b',
    '@{u}',
    'a@{1}',
    '.',
    'a//b',
    'a\\b',
    'é',
  ])('may not be %s', (ref) => {
    expect(problemOf(`/assay compare bikes ${ref}`)).toContain(
      'is not a commit, branch, tag or version',
    );
  });
});
