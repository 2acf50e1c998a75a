import type { CardFigure, EvaluationRecord, ModelCard, ModelIndex } from '../../schemas/types.ts';
import { isOfEvaluation } from '../documents/figure-data.ts';
import { figureMetric } from '../documents/figure-metric.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { tierOf } from '../policy/level.ts';
import type { Check, Finding } from './check.ts';
import { cardFacts } from './document-facts.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';

/** What the card claims is what was measured. */
export const cardFigures: Check = {
  id: 'card-figures',
  title: 'The figures of the model card are the measured ones',
  trouble: 'the model card claims figures that were not measured',
  caution: 'not every figure of the model card was measured',
  help: 'Write the values of this evaluation under model-index in the front matter of the card, or take the figures out: the release of a version has them.',
  outcomes: {
    pass: 'Every figure under `model-index` is the measured value, within 0.0001 of it (of the value itself where that is larger than 1). Or the card has no figures.',
    warn: 'The card has figures of other data or of metrics that are not evaluated, or, in the tier high, none. Figures of the evaluation are those whose dataset has the name of one in `data`; where none has, all are.',
    fail: 'A figure differs from the measured value.',
    inconclusive:
      "A figure is not a finite number, its metric has no measured value, model-index does not have its form, or the card can't be read.",
  },
  inputs: ['evaluation record: metrics, inspection of the documents', 'configuration: data, risk'],
  levels: { minimal: 'off', limited: 'fail', high: 'fail' },
  softenable: true,
  judge: judgeFigures,
};

function judgeFigures(facts: CandidateFacts): Finding {
  const read = cardFacts(facts);
  if (!read.ok) return inconclusive(read.reason);
  const card = read.value;
  if (card === null) return pass('There is no model card, so no figure is claimed.');
  if (card.frontMatterProblem !== undefined) {
    const { line, message } = card.frontMatterProblem;
    const sentence = `The front matter of ${card.path} can't be read: ${message}.`;
    return { ...inconclusive(sentence), places: [{ path: card.path, line, message: sentence }] };
  }
  const index = card.frontMatter?.modelIndex;
  if (index === undefined || isEmpty(index)) return withoutFigures(facts, card);
  const { evaluation } = facts;
  if (evaluation?.status !== 'succeeded' || evaluation.subject.kind !== 'candidate') {
    return inconclusive(
      'Without a successful evaluation there is nothing to compare the figures of the card with.',
    );
  }
  return compared(card.path, index, figuresOf(index, facts), evaluation);
}

function withoutFigures({ config }: CandidateFacts, { path }: ModelCard): Finding {
  if (tierOf(config) !== 'high') return pass(`${path} claims no figures.`);
  return warn(
    `${path} claims no figures: for a model of high risk, write the measured ones under model-index in its front matter.`,
  );
}

function isEmpty({ figures, problems }: ModelIndex): boolean {
  return figures.length === 0 && problems.length === 0;
}

interface Figures {
  /** Of the evaluation. */
  readonly own: readonly CardFigure[];
  readonly ofOtherData: readonly CardFigure[];
}

function figuresOf({ figures }: ModelIndex, { config }: CandidateFacts): Figures {
  const isOwn = isOfEvaluation(
    figures.map(({ datasets }) => datasets),
    config.data ?? {},
  );
  return {
    own: figures.filter(({ datasets }) => isOwn(datasets)),
    ofOtherData: figures.filter(({ datasets }) => !isOwn(datasets)),
  };
}

function compared(
  path: string,
  index: ModelIndex,
  { own, ofOtherData }: Figures,
  { metrics }: EvaluationRecord,
): Finding {
  const results = own.map((figure) => resultOf(figure, metrics));
  const other = ofOtherData.map((figure) => ({
    kind: 'not-compared' as const,
    figure,
    message: `${figure.metric} ${figure.text} is of other data, and was not compared.`,
  }));
  const all: readonly Compared[] = [...results, ...other, ...unreadable(index)];
  const evidence = all.map(({ figure, message }) => `${path}, line ${figure.line}: ${message}`);
  const finding = (make: typeof fail, kind: Compared['kind']): Finding | null => {
    const found = all.filter((each) => each.kind === kind);
    const [first] = found;
    if (first === undefined) return null;
    const rest = found.length === 1 ? '' : ` (And ${found.length - 1} more.)`;
    const places = found.map(({ figure, message }) => ({ path, line: figure.line, message }));
    return { ...make(`${path}: ${first.message}${rest}`, evidence), places };
  };
  return (
    finding(fail, 'differs') ??
    finding(inconclusive, 'unknown') ??
    finding(warn, 'not-compared') ??
    pass(sentenceOf(path, results.length), evidence)
  );
}

function sentenceOf(path: string, count: number): string {
  return count === 1
    ? `The figure of ${path} is the measured one.`
    : `The ${count} figures of ${path} are the measured ones.`;
}

interface Compared {
  readonly kind: 'equal' | 'differs' | 'unknown' | 'not-compared';
  readonly figure: { readonly line: number };
  readonly message: string;
}

function unreadable({ line, more, problems, moreProblems }: ModelIndex): readonly Compared[] {
  const broken = problems.map((problem): Compared => ({
    kind: 'unknown',
    figure: problem,
    message: `The model-index can't be read here: ${problem.message}.`,
  }));
  const uncounted = [
    more === 0
      ? null
      : `Of the figures ${more} were not looked at: they are too many for a record.`,
    moreProblems === 0 ? null : `${moreProblems} more places of the model-index can't be read.`,
  ].flatMap((message): readonly Compared[] =>
    message === null ? [] : [{ kind: 'unknown', figure: { line }, message }],
  );
  return [...broken, ...uncounted];
}

function resultOf(figure: CardFigure, metrics: EvaluationRecord['metrics']): Compared {
  const id = figureMetric(figure.metric);
  const measured = Object.hasOwn(metrics, id) ? metrics[id] : undefined;
  const claim = `${figure.metric} ${figure.text}`;
  if (measured === undefined) {
    const message = `${claim} was not compared: ${id} is not among the evaluated metrics.`;
    return { kind: 'not-compared', figure, message };
  }
  const { value } = measured;
  if (value === null || !Number.isFinite(value)) {
    const message = `${claim} can't be compared: the evaluation has no value of ${id}.`;
    return { kind: 'unknown', figure, message };
  }
  if (figure.value === null || !Number.isFinite(figure.value)) {
    const message = `${claim} is not a finite number; measured is ${value}.`;
    return { kind: 'unknown', figure, message };
  }
  if (isWithinTolerance(figure.value, value)) {
    return { kind: 'equal', figure, message: `${claim} is the measured ${value}.` };
  }
  return { kind: 'differs', figure, message: `${claim} is claimed; measured is ${value}.` };
}

const tolerance = 1e-4;

function isWithinTolerance(claimed: number, measured: number): boolean {
  return Math.abs(claimed - measured) <= tolerance * Math.max(1, Math.abs(measured));
}
