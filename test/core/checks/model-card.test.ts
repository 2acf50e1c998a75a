import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelCard } from '../../../core/checks/model-card.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { context } from './context.ts';
import { card, documented, undocumented, unreadCard } from './documents.ts';

const example = readFileSync(
  new URL('../../../examples/bike-demand/MODEL_CARD.md', import.meta.url),
  'utf8',
);
const path = 'models/bike/MODEL_CARD.md';
const filler = 'This says enough to count as a section.';

const high = `---
license: apache-2.0
pipeline_tag: tabular-regression
datasets: [hourly]
---
# Bikes
${filler}
${[
  'Uses',
  'Bias, Risks, and Limitations',
  '**Training Data**',
  'Evaluation',
  'Training Procedure',
  '7. Human oversight',
  'Technical Specifications [optional]',
  'Maintenance',
  'Model Card Contact',
]
  .map((heading) => `## ${heading}\n${filler}`)
  .join('\n')}
`;

const judge = (facts: CandidateFacts) => modelCard.judge(facts, context);
const judged = (text: string, risk: ModelConfig['risk'] = 'limited') =>
  judge(documented({ card: card(text) }, { risk }));

describe('the check model-card', () => {
  it('passes for the card of the example in the tier limited', () => {
    expect(judged(example)).toMatchObject({
      outcome: 'pass',
      sentence: 'The card has all that risk tier limited asks for, and no placeholder.',
    });
  });

  it('passes in the tier high for a card with all of its sections, as people call them', () => {
    expect(judged(high, 'high')).toMatchObject({ outcome: 'pass' });
  });

  it('fails in the tier high for what the tier limited does not ask for, each at its place', () => {
    const finding = judged(example, 'high');
    expect(finding.outcome).toBe('fail');
    expect(finding.evidence).toEqual([
      `${path}, line 1: The front matter, between two lines of --- at the top, must name datasets.`,
      `${path}, line 1: There is no section Risks and ethical considerations.`,
      `${path}, line 1: There is no section Training procedure.`,
      `${path}, line 1: There is no section Human oversight.`,
      `${path}, line 1: There is no section Technical specifications.`,
      `${path}, line 1: There is no section Contact.`,
    ]);
    expect(finding.places).toHaveLength(6);
  });

  it('fails without a card, and says where to write one', () => {
    const finding = judge(documented({}));
    expect(finding.outcome).toBe('fail');
    expect(finding.sentence).toContain('add MODEL_CARD.md');
  });

  it.each([
    ['without front matter', example.replace(/^---[\s\S]*?---\n/, ''), /must name license/],
    ['whose licence is empty', example.replace('apache-2.0', ''), /must name license/],
    ['without a section', example.replace('## Evaluation', ''), /no section Evaluation/],
    [
      'with a section only in code',
      example.replace('## Evaluation', '```\n## Evaluation\n```'),
      /no section Evaluation/,
    ],
    [
      'with a section only in a comment',
      example.replace('## Evaluation', '<!--\n## Evaluation\n-->'),
      /no section Evaluation/,
    ],
  ])('fails for a card %s', (_, text, message) => {
    expect(judged(text)).toMatchObject({ outcome: 'fail' });
    expect(judged(text).sentence).toMatch(message);
  });

  it('fails for a section with nothing in it, at its line', () => {
    const text = `---\nlicense: mit\n---\n# Model\n${filler}\n## Uses\n\n<!-- to be written -->\n## More\n${filler}\n`;
    expect(judged(text, 'minimal')).toMatchObject({
      outcome: 'fail',
      sentence: `${path}: The section Uses says nothing yet.`,
      places: [{ path, line: 6, message: 'The section Uses says nothing yet.' }],
    });
  });

  it.each([
    '[More Information Needed]',
    'TODO',
    'TBD',
    'Lorem ipsum',
    '{{ license }}',
    '[insert name here]',
  ])('fails for the placeholder %s that is left, at its line', (placeholder) => {
    const text = `${example}\nContact: ${placeholder}\n`;
    const line = text.split('\n').length - 1;
    const message = `The placeholder ${placeholder} is left.`;
    expect(judged(text)).toMatchObject({ outcome: 'fail', places: [{ path, line, message }] });
  });

  it('counts the placeholders that are too many to list', () => {
    const finding = judged(`${example}\n${'TODO '.repeat(150)}`);
    expect(finding.outcome).toBe('fail');
    expect(finding.evidence.at(-1)).toBe(`${path}, line 1: 50 more placeholders are left.`);
  });

  it('is inconclusive for front matter that is not YAML, at its line', () => {
    const text = example.replace('license: apache-2.0', 'license: [apache-2.0');
    const finding = judged(text);
    expect(finding.outcome).toBe('inconclusive');
    expect(finding.sentence).toMatch(/: The front matter can't be read: this is not YAML/);
    expect(finding.places).toHaveLength(1);
  });

  it('is inconclusive where a missing section may be one that was not looked at', () => {
    const many = `---\nlicense: mit\n---\n${`# A\n${filler}\n`.repeat(301)}# Uses\n${filler}`;
    expect(judged(many, 'minimal')).toMatchObject({ outcome: 'inconclusive' });
  });

  it("is inconclusive for a card that can't be read", () => {
    expect(judge(documented({ unread: [unreadCard] }))).toMatchObject({
      outcome: 'inconclusive',
      sentence: `${path} could not be read. It is not a text in UTF-8: save it as one.`,
    });
  });

  it('is inconclusive for a record that says nothing of documents', () => {
    expect(judge(undocumented()).sentence).toContain('use the action evaluate of this version');
    expect(judge({ ...undocumented(), evaluation: null }).outcome).toBe('inconclusive');
  });
});
