import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeCard } from '../../../core/card/compose.ts';
import { cardFigures } from '../../../core/checks/card-figures.ts';
import { readCard } from '../../../core/documents/card.ts';
import { cardRequirements, sectionState } from '../../../core/documents/required-sections.ts';
import { context } from '../checks/context.ts';
import { card as described, documented } from '../checks/documents.ts';
import { card, cardFacts, handwritten, measured, settings } from './facts.ts';

const data = settings.data ?? {};
const compose = (written: string | null) => composeCard(written, card({ written }), data);
const lines = (text: string): readonly string[] =>
  text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+/g) ?? [];

/** Whether a text has these lines in this order; the last may have got an end. */
function holdsAll(text: string, wanted: readonly string[]): boolean {
  let at = 0;
  for (const line of lines(text)) {
    const next = wanted[at];
    if (next === undefined) return true;
    const isLast = at === wanted.length - 1;
    if (line === next || (isLast && line.replace(/[\r\n]+$/, '') === next)) at += 1;
  }
  return at === wanted.length;
}

describe('the figures of a model card', () => {
  it('are the measured ones, by the own comparison of the check card-figures', () => {
    for (const written of [
      null,
      '',
      '# Bikes\n',
      handwritten.replace(/^ {6}- task.*Public[^#]*/ms, ''),
    ]) {
      const found = described(compose(written).text);
      const finding = cardFigures.judge(
        documented({ card: found }, settings, {
          evaluation: {
            ...measured,
            inspection: {
              documents: { card: found, locks: [], moreLocks: 0, unread: [] },
              failures: [],
            },
          },
        }),
        context,
      );
      expect(finding.outcome, finding.sentence).toBe('pass');
      const figures = found.frontMatter?.modelIndex?.figures ?? [];
      expect(figures.map(({ metric, value }) => [metric, value])).toEqual(
        Object.entries(measured.metrics).flatMap(([id, { value }]) =>
          value === null ? [] : [[id, value]],
        ),
      );
    }
  });

  it('stand in place of those of the evaluation that a person wrote; figures of other data stay', () => {
    const figures = readCard(compose(handwritten).text).frontMatter?.modelIndex?.figures ?? [];
    expect(figures.map(({ datasets, value }) => [datasets[0], value])).toEqual([
      ['test', 27.4788123456789],
      ['test', 41.8012],
      ['test', -1e-7],
      ['public', 31.5],
    ]);
  });

  it('stand once where no evaluation data is declared, however often the card is made', () => {
    const undeclared: typeof data = { hourly: { path: 'data/hourly/*.csv' } };
    const config = { ...settings, data: undeclared };
    const again = (written: string) =>
      composeCard(written, card({ written, config }), undeclared).text;
    // A person adds figures of a data set without a role to the card of an earlier version.
    const mixed = again(handwritten).replace(
      '    results:\n',
      '    results:\n      - dataset: { type: hourly, name: hourly }\n        metrics: [{ type: mae, value: 9 }]\n',
    );
    expect(mixed).toContain('type: hourly');
    expect(again(mixed).match(/type: mae/g)).toHaveLength(1);
    expect(again(again(mixed))).toBe(again(mixed));
  });

  it('are left out where nothing has a value', () => {
    const evaluation = { ...measured, metrics: { mae: { value: null, rows: 4 } } };
    const facts = cardFacts({ evaluation, written: '# Bikes\n' });
    const made = composeCard('# Bikes\n', card(facts), data).text;
    expect(made.startsWith('# Bikes\n')).toBe(true);
    expect(composeCard('---\nmodel-index: []\na: 1\n---\n', card(facts), data).text).toMatch(
      /^---\na: 1\n---\n/,
    );
  });

  it('are numbers for readers of YAML 1.1 too, whatever the value', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const evaluation = { ...measured, metrics: { mae: { value, rows: 1 } } };
        const { text } = composeCard('', card({ evaluation }), data);
        const [, shown = ''] = /^ +value: (.*)$/m.exec(text) ?? [];
        expect(Number(shown)).toBe(value);
        expect(shown).toMatch(/^-?\d+(?:\.\d+(?:e[-+]\d+)?)?$/);
      }),
    );
  });
});

describe('what a person wrote in a model card', () => {
  it('stays, with the order and the comments of the front matter', () => {
    const { text, notes } = compose(handwritten);
    expect(notes).toEqual([]);
    const kept = lines(handwritten).filter((_, index) => index < 7 || index > 17);
    expect(holdsAll(text, kept)).toBe(true);
    expect(text).not.toContain('value: 99');
    expect(text).toContain(
      'value: 31.5\n# About the pipeline.\npipeline_tag: tabular-regression\n---\n',
    );
  });

  const fences = ['---\n', '---\r\n', '...\n', '```\n', '~~~', '<!--', '-->'] as const;
  const ends = ['\n', '\r\n', '\r', '  ', '\t', '\uFEFF'] as const;
  const yaml = [
    'license: mit # ours\n',
    '  license: mit\n',
    'tags: [a,  b]\n',
    'x: |\n',
    '  text\n',
    '# note\n',
    '&a ',
    '*a',
    '- ',
    ': ',
    '{',
    '}',
    '"',
  ] as const;
  const piece = fc.constantFrom(...fences, ...ends, ...yaml, '# Bikes\n', 'ä\u{1F6B2}');
  const ours = fc.constantFrom(
    'model-index:\n',
    'model-index: []\n',
    '  - name: a\n    results: []\n',
    '<!-- assay:measured -->\n',
    '<!-- /assay:measured -->\r\n',
    ' <!-- /assay:measured -->',
  );
  const text = (...more: readonly fc.Arbitrary<string>[]) =>
    fc
      .array(fc.oneof(piece, fc.string({ unit: 'grapheme' }), ...more), { maxLength: 14 })
      .map((parts) => parts.join(''));

  it('stays byte for byte, whatever it is', () => {
    fc.assert(
      fc.property(text(), (written) => {
        const mark = written.startsWith('\uFEFF') ? '\uFEFF' : '';
        const made = compose(written).text;
        expect(made.startsWith(mark)).toBe(true);
        const rest = written.slice(mark.length);
        expect(holdsAll(made.slice(mark.length), lines(rest))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('stays when the card of a card is made: that is the same card', () => {
    fc.assert(
      fc.property(text(ours), (written) => {
        const once = compose(written).text;
        expect(compose(once).text).toBe(once);
      }),
      { numRuns: 200 },
    );
    for (const written of [null, handwritten, '---\n~~~']) {
      const once = compose(written).text;
      expect(compose(once).text).toBe(once);
    }
  });

  it('keeps its line ends, and what is added has the same', () => {
    const { text: made } = compose(handwritten.replaceAll('\n', '\r\n'));
    expect(made.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(made.replaceAll('\r\n', '\n')).toBe(compose(handwritten).text);
  });

  it.each([
    ['has no end', '---\nlicense: mit\n# Bikes\n', /no second line of ---/],
    ['is not YAML', '---\nlicense: [mit\n---\n# Bikes\n', /Line 2: this is not YAML/],
    ['is a list', '---\n- license\n---\n', /must be a mapping/],
    ['has a key twice', '---\na: 1\na: 2\n---\n', /a stands there twice/],
    ['is written in braces', '---\n{ license: mit }\n---\n', /written in braces/],
    [
      'uses elsewhere what stands in its model-index',
      '---\nmodel-index: &m []\ntags: *m\n---\n',
      /tied to its other keys/,
    ],
  ])('is left alone where the front matter %s, and that is said', (_, written, reason) => {
    const { text: made, notes } = compose(written);
    expect(made.startsWith(written)).toBe(true);
    expect(made).toContain('## Measured by Assay');
    expect(notes).toEqual([expect.stringMatching(reason)]);
    expect(notes[0]).toMatch(/^The front matter of the model card was left as it is/);
  });

  it.each([
    ['indented', '---\n  license: mit\n---\n'],
    ['empty', '---\n---\n'],
    ['of comments only', '---\n# nothing yet\n---\n'],
    ['with a text block at its end', '---\nnote: |\n  one\n\n  two\n---\n'],
    ['with a null model-index', '---\nmodel-index:\nlicense: mit\n---\n'],
  ])('takes the figures in front matter that is %s', (_, written) => {
    const { text: made, notes } = compose(written);
    expect(notes).toEqual([]);
    expect(readCard(made).frontMatter?.modelIndex?.figures).toHaveLength(3);
  });
});

function block(text: string): string {
  return `<!-- assay:measured -->\n${text}<!-- /assay:measured -->\n`;
}

describe('the measured part of a model card', () => {
  it('takes the place of what an earlier version had there', () => {
    const made = compose(`# Bikes\n\n${block('mae 99\n')}\n## Intended use\n`).text;
    expect(made).toMatch(/# Bikes\n\n<!-- assay:measured -->\n\n## Measured by Assay/);
    expect(made).toMatch(/<!-- \/assay:measured -->\n\n## Intended use\n$/);
    expect(made).not.toContain('mae 99');
  });

  it('leaves no old figure where there are several places', () => {
    const made = compose(`${block('mae 98\n')}A\n${block('mae 99\n')}B\n`).text;
    expect(made).toMatch(/A\n<!-- assay:measured -->\n<!-- \/assay:measured -->\nB\n$/);
    expect(made).not.toMatch(/mae 9[89]/);
  });

  it('is no place that stands in code, or that nobody closed', () => {
    const inCode = `\`\`\`\n${block('kept\n')}\`\`\`\n`;
    const open = '<!-- assay:measured -->\nkept as well\n';
    const made = compose(inCode + open).text;
    expect(made).toContain(`---\n${inCode}${open}\n<!-- assay:measured -->\n\n## Measured`);
  });

  it('comes first where the text ends in code that nobody closed', () => {
    const made = compose('# Bikes\n```sh\npip install\n').text;
    expect(made).toMatch(
      /---\n<!-- assay:measured -->\n[^]*<!-- \/assay:measured -->\n\n# Bikes\n```sh\n/,
    );
  });
});

describe('the card of a model that has none', () => {
  it.each(['minimal', 'limited', 'high'] as const)(
    'says what a person must write in the tier %s, and does not pass for it',
    (risk) => {
      const { text } = composeCard(null, card({ config: { ...settings, risk } }), data);
      const read = readCard(text);
      expect(read.placeholders).toEqual([]);
      const { keys, sections } = cardRequirements[risk];
      for (const { name } of sections) expect(text).toContain(`- ${name}\n`);
      for (const key of keys) expect(text).toContain(`\`${key}\``);
      const states = sections.map((section) => sectionState(read.sections, section).kind);
      expect(new Set(states)).toEqual(new Set(['missing']));
    },
  );
});
