import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCard } from '../../../core/documents/card.ts';
import { canonicalJson } from '../../../core/record/digest.ts';

/** In the form of Hugging Face's, with what its template leaves behind. */
const huggingFace = `---
# For reference on model card metadata, see the spec.
language: en
license: apache-2.0
base_model:
- bert-base-uncased
datasets: [glue, "sst2"]
model-index:
- name: bert-sst2
  results:
  - task:
      type: text-classification
      name: Text Classification
    dataset:
      name: GLUE SST2
      type: glue
      args: sst2
    metrics:
    - name: Accuracy
      type: accuracy
      value: 0.9254587155963303
    - name: Loss
      value: 0.2859
---

# Model Card for Model ID

<!-- Provide a quick summary of what the model is/does. -->

## Model Details

- **Developed by:** [More Information Needed]

\`\`\`python
# Not a heading, and TODO is no placeholder here
\`\`\`

Intended use
------------

For \`{{ code }}\` only.
`;

describe('readCard', () => {
  it('reads the front matter of a card in the form of Hugging Face, each key with its line', () => {
    const { frontMatter, frontMatterProblem } = readCard(huggingFace);
    expect(frontMatterProblem).toBeUndefined();
    expect(frontMatter?.fields).toEqual([
      { key: 'license', line: 4, values: ['apache-2.0'], more: 0 },
      { key: 'language', line: 3, values: ['en'], more: 0 },
      { key: 'base_model', line: 5, values: ['bert-base-uncased'], more: 0 },
      { key: 'datasets', line: 7, values: ['glue', 'sst2'], more: 0 },
    ]);
    expect(frontMatter?.modelIndex).toEqual({
      line: 8,
      more: 0,
      problems: [],
      moreProblems: 0,
      figures: [
        {
          task: 'text-classification',
          datasets: ['glue', 'GLUE SST2'],
          metric: 'accuracy',
          line: 21,
          value: 0.9254587155963303,
          text: '0.9254587155963303',
        },
        {
          task: 'text-classification',
          datasets: ['glue', 'GLUE SST2'],
          metric: 'Loss',
          line: 23,
          value: 0.2859,
          text: '0.2859',
        },
      ],
    });
  });

  it('finds headings of both kinds, and none in code or comments', () => {
    const { sections } = readCard(huggingFace);
    expect(sections.map(({ heading, level, line }) => [heading, level, line])).toEqual([
      ['Model Card for Model ID', 1, 26],
      ['Model Details', 2, 30],
      ['Intended use', 2, 38],
    ]);
  });

  it('finds placeholders with their lines, and none in code or comments', () => {
    expect(readCard(huggingFace).placeholders).toEqual([
      { line: 26, text: 'Model Card for Model ID' },
      { line: 32, text: '[More Information Needed]' },
    ]);
  });

  it('gives the same whatever ends the lines, with or without a byte order mark', () => {
    const expected = readCard(huggingFace);
    expect(readCard(`\uFEFF${huggingFace.replaceAll('\n', '\r\n')}`)).toEqual(expected);
    expect(readCard(huggingFace.replaceAll('\n', '\r'))).toEqual(expected);
  });

  it('reads a card without front matter, and an empty one', () => {
    expect(readCard('# Bikes\nPredicts them.')).toEqual({
      sections: [{ heading: 'Bikes', level: 1, line: 1, characters: 12 }],
      moreSections: 0,
      placeholders: [],
      morePlaceholders: 0,
    });
    expect(readCard('').sections).toEqual([]);
    expect(readCard('---\n---\n').frontMatter).toEqual({ fields: [] });
  });

  it.each([
    ['has no end', '---\nlicense: mit\n', 1, /no second line of ---/],
    ['is not YAML', '---\ntags: a\nlicense: [mit\n---\n', 3, /^this is not YAML/],
    ['is a list', '---\n- license\n---\n', 2, /must be a mapping/],
    [
      'has a key twice',
      '---\nlicense: mit\nlicense: gpl-3.0\n---\n',
      2,
      /license stands there twice/,
    ],
    ['is too large', `---\na: ${'x'.repeat(600_000)}\n---\n`, 2, /600003 characters/],
    ['is nested thousands of levels deep', `---\na: ${'['.repeat(100_000)}\n---\n`, 2, /YAML/],
  ])("says why front matter can't be read that %s", (_, text, line, message) => {
    const { frontMatter, frontMatterProblem } = readCard(text);
    expect(frontMatter).toBeUndefined();
    expect(frontMatterProblem?.line).toBe(line);
    expect(frontMatterProblem?.message).toMatch(message);
  });

  it('refuses aliases that unfold to more than anybody writes', () => {
    const bomb = `---\na: &a [x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f']
      .map((name, i) => {
        const inner = `*${String.fromCharCode(97 + i)}`;
        return `${name}: &${name} [${Array(6).fill(inner).join(', ')}]`;
      })
      .join('\n')}\nlicense: *f\n---\n`;
    expect(readCard(bomb).frontMatterProblem?.message).toContain('gave up');
    expect(
      readCard('---\nlicense: &a [*a, *a]\n---\n').frontMatter?.fields[0]?.values ?? [],
    ).toEqual([]);
  });

  it('follows a few aliases, as a program that writes YAML makes them', () => {
    const text = '---\nlicense: &l mit\ntags: [*l]\n---\n';
    expect(readCard(text).frontMatter?.fields.map(({ values }) => values)).toEqual([
      ['mit'],
      ['mit'],
    ]);
  });

  it('takes no key for another, whatever it is called', () => {
    const text = '---\n__proto__: { license: mit }\nconstructor: a\n1: b\n---\n';
    expect(readCard(text).frontMatter).toEqual({ fields: [] });
  });

  it('counts what a record has no room for', () => {
    const many = readCard(`---\ntags: [${'a, '.repeat(70)}]\n---\n${'# TODO\n'.repeat(400)}`);
    expect(many.frontMatter?.fields[0]?.more).toBe(20);
    expect(many.sections).toHaveLength(300);
    expect(many.moreSections).toBe(100);
    expect(many.placeholders).toHaveLength(100);
    expect(many.morePlaceholders).toBe(300);
  });

  it('says which parts of a model-index do not have its form, with their lines', () => {
    const text = `---
model-index:
  - name: a
  - results:
      - dataset: none
        metrics: 3
      - metrics:
          - { type: mae }
          - { type: mae, value: 1, value: 2 }
          - 7
---
`;
    const { problems = [] } = readCard(text).frontMatter?.modelIndex ?? {};
    expect(problems.toSorted((a, b) => a.line - b.line)).toEqual([
      { line: 3, message: 'there is no results' },
      { line: 6, message: 'metrics must be a list' },
      { line: 8, message: 'a metric needs a type and a value' },
      { line: 9, message: 'the key value stands there twice' },
      { line: 10, message: 'metrics must be a list of mappings' },
    ]);
  });

  it.each([
    ['a line of spaces', ' '],
    ['hashes', '#'],
    ['braces', '{'],
    ['brackets', '['],
    ['backticks', '`'],
    ['openings of comments', '<!--'],
    ['placeholders', 'TODO '],
    ['lines of dashes', 'a\n---\n'],
    ['more information', '[more information'],
  ])('takes time in proportion to the length of %s', (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const before = performance.now();
    readCard(text);
    readCard(`---\n${text}\n---\n`);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('gives facts that a record takes, whatever the text', () => {
    const piece = fc.constantFrom(
      '---\n',
      '# ',
      '\n',
      'license: ',
      '&a ',
      '*a',
      '[',
      '"\\ud800"',
      '`',
      '<!--',
      '- ',
      'model-index:\n',
      '  ',
      'TODO',
      '\u{1F6B2}',
      ': ',
      '\uFEFF',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        expect(() => canonicalJson(readCard(pieces.join('')))).not.toThrow();
      }),
      { numRuns: 300 },
    );
    const cut = `# ${'a'.repeat(255)}\u{1F6B2}`;
    expect(() => canonicalJson(readCard(cut))).not.toThrow();
    expect(() => canonicalJson(readCard('---\nlicense: "\\ud800"\n---\n'))).not.toThrow();
  });
});
