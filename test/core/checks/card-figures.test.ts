import { describe, expect, it } from 'vitest';
import { cardFigures } from '../../../core/checks/card-figures.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { evaluation } from '../judge/candidate.ts';
import { context } from './context.ts';
import { card, documented, undocumented, unreadCard } from './documents.ts';

const judge = (facts: CandidateFacts) => cardFigures.judge(facts, context);

interface Figure {
  readonly type: string;
  readonly value: string;
  readonly dataset?: string;
}

function index(...figures: readonly Figure[]): string {
  const results = figures.map(
    ({ type, value, dataset = 'wikitext' }) =>
      `      - task: { type: tabular-regression }\n        dataset: { type: ${dataset}, name: Some data }\n        metrics:\n          - type: ${type}\n            value: ${value}\n`,
  );
  return `---\nmodel-index:\n  - name: bikes\n    results:\n${results.join('')}---\n# Bikes\n`;
}

const data = {
  hourly: { path: 'data/hourly/*.csv' },
  past: { path: 'data/past.csv', role: 'training' as const },
};

const judged = (...figures: readonly Figure[]) =>
  judge(documented({ card: card(index(...figures)) }, { data }));

describe('the check card-figures', () => {
  it('passes for figures that are the measured ones, under other names and rounded', () => {
    expect(
      judged(
        { type: 'mae', value: '27.48' },
        { type: 'Root Mean Squared Error', value: '41.8012' },
        { type: 'r_squared', value: '0.8529' },
      ),
    ).toMatchObject({
      outcome: 'pass',
      sentence: 'The 3 figures of models/bike/MODEL_CARD.md are the measured ones.',
    });
  });

  it('passes where nothing is claimed: by a card without figures, and without a card', () => {
    expect(judge(documented({ card: card('# Bikes') })).outcome).toBe('pass');
    expect(judge(documented({})).outcome).toBe('pass');
  });

  it('fails for a figure that differs, at its line', () => {
    expect(judged({ type: 'mae', value: '27.48' }, { type: 'r2', value: '0.8531' })).toMatchObject({
      outcome: 'fail',
      sentence: 'models/bike/MODEL_CARD.md: r2 0.8531 is claimed; measured is 0.85291.',
      places: [{ path: 'models/bike/MODEL_CARD.md', line: 14 }],
    });
  });

  it('fails rather than warns when another figure was not compared', () => {
    expect(judged({ type: 'bleu', value: '12' }, { type: 'mae', value: '1' }).outcome).toBe('fail');
  });

  it('warns for a metric that is not evaluated', () => {
    expect(judged({ type: 'mae', value: '27.4788' }, { type: 'bleu', value: '30' })).toMatchObject({
      outcome: 'warn',
      sentence:
        'models/bike/MODEL_CARD.md: bleu 30 was not compared: bleu is not among the evaluated metrics.',
    });
  });

  it('warns for figures of other data, where others name a declared data set', () => {
    const own = { type: 'mae', value: '27.4788', dataset: 'hourly' };
    expect(judged(own).outcome).toBe('pass');
    expect(judged(own, { type: 'mae', value: '3.1' })).toMatchObject({
      outcome: 'warn',
      sentence: 'models/bike/MODEL_CARD.md: mae 3.1 is of other data, and was not compared.',
    });
  });

  it('never takes figures of a training set for those of the evaluation', () => {
    const training = { type: 'mae', value: '3.1', dataset: 'past' };
    const sentence = 'models/bike/MODEL_CARD.md: mae 3.1 is of other data, and was not compared.';
    expect(judged(training)).toMatchObject({ outcome: 'warn', sentence });
    const own = { type: 'mae', value: '27.4788', dataset: 'hourly' };
    expect(judged(own, training)).toMatchObject({ outcome: 'warn', sentence });
    const unnamed = { type: 'mae', value: '1' };
    expect(judged(training, unnamed).outcome).toBe('fail');
  });

  it('warns for a card without figures in the tier high, an empty model-index or none', () => {
    const empty = '---\nmodel-index: [{ name: bikes, results: [] }]\n---\n';
    for (const text of ['# Bikes', empty]) {
      expect(judge(documented({ card: card(text) })).outcome).toBe('pass');
      expect(judge(documented({ card: card(text) }, { risk: 'high' })).outcome).toBe('warn');
    }
  });

  it.each(['"27.4788"', '.nan', '.inf', '-.inf', '1e999', '~', '[27.4788]', '27,4788', '27.4788%'])(
    'is inconclusive for the value %s',
    (value) => {
      expect(judged({ type: 'mae', value })).toMatchObject({ outcome: 'inconclusive' });
    },
  );

  it('is inconclusive where the evaluation has no value', () => {
    const facts = documented({ card: card(index({ type: 'mae', value: '27.4788' })) });
    const inspection = facts.evaluation?.inspection ?? { failures: [] };
    expect(
      judge({ ...facts, evaluation: evaluation({ mae: null }, { inspection }) }),
    ).toMatchObject({ outcome: 'inconclusive' });
  });

  it('is inconclusive for a failed evaluation, and for that of the champion', () => {
    const facts = documented({ card: card(index({ type: 'mae', value: '27.4788' })) });
    const inspection = facts.evaluation?.inspection ?? { failures: [] };
    for (const change of [
      { status: 'failed' as const },
      { subject: { kind: 'champion' as const, version: '1.0.0' } },
    ]) {
      const changed = evaluation({ mae: 27.4788 }, { inspection, ...change });
      expect(judge({ ...facts, evaluation: changed }).outcome).toBe('inconclusive');
    }
  });

  it('is inconclusive for a model-index without its form', () => {
    const text = '---\nmodel-index:\n  - name: bikes\n    results: none\n---\n';
    expect(judge(documented({ card: card(text) }))).toMatchObject({
      outcome: 'inconclusive',
      sentence:
        "models/bike/MODEL_CARD.md: The model-index can't be read here: results must be a list.",
      places: [{ line: 4 }],
    });
  });

  it('is inconclusive where figures are too many to look at', () => {
    const many = Array.from({ length: 501 }, () => ({ type: 'mae', value: '27.4788' }));
    expect(judged(...many).outcome).toBe('inconclusive');
  });

  it("is inconclusive for front matter or a card that can't be read", () => {
    expect(judge(documented({ card: card('---\na: [\n---\n') })).outcome).toBe('inconclusive');
    expect(judge(documented({ unread: [unreadCard] })).outcome).toBe('inconclusive');
    expect(judge(undocumented()).outcome).toBe('inconclusive');
  });
});
