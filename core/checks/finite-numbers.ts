import type { EvaluationRecord } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass } from './finding.ts';

/** Every metric has a number: those that Assay computed, and those that the project reported. */
export const finiteNumbers: Check = {
  id: 'finite-numbers',
  title: 'Every metric is a finite number',
  trouble: 'a metric is not a finite number',
  caution: null,
  help: 'Find out where the number was lost: a training that diverged, a division by zero, a metric that these rows do not define. Take out of evaluate.metrics and of the metric files what is not meant to have one.',
  outcomes: {
    pass: 'Every metric has a finite number.',
    warn: null,
    fail: 'A metric is missing, NaN or infinite.',
    inconclusive: 'The evaluation did not succeed.',
  },
  inputs: ['evaluation record: metrics, reported, seeds'],
  levels: { minimal: 'fail', limited: 'fail', high: 'fail' },
  softenable: true,
  judge: judgeNumbers,
};

/** So many are named in the sentence; the evidence has the others. */
const mostNamed = 5;

function judgeNumbers({ evaluation }: CandidateFacts): Finding {
  if (evaluation?.status !== 'succeeded') {
    return inconclusive('Without a successful evaluation there are no numbers to judge.');
  }
  const lost = [
    ...withoutValue(evaluation),
    ...divergedRepetitions(evaluation),
    ...notFinite(evaluation),
  ];
  if (lost.length === 0) return pass(allFinite(evaluation));
  const named = lost.slice(0, mostNamed).join('; ');
  const left = lost.length - mostNamed;
  const count =
    lost.length === 1
      ? '1 metric is not a finite number'
      : `${lost.length} metrics are not finite numbers`;
  const rest = left > 0 ? `; and ${left} more` : '';
  return fail(`${count}: ${named}${rest}.`, lost);
}

function withoutValue({ metrics }: EvaluationRecord): readonly string[] {
  return Object.entries(metrics).flatMap(([id, { value, reason }]) => {
    if (value !== null) return [];
    return [`${id} has no value${reason === undefined ? '' : `: ${reason.replace(/\.$/, '')}`}`];
  });
}

/** The first repetition is the model itself, whose metrics are named already. */
function divergedRepetitions({ seeds = [] }: EvaluationRecord): readonly string[] {
  return seeds.slice(1).flatMap(({ metrics }, index) =>
    Object.keys(metrics)
      .filter((id) => metrics[id] === null)
      .map((id) => `${id} has no value in repetition ${index + 2} of the training`),
  );
}

/** A record of before `notFinite`, and a file with a null, say only that there is no finite number. */
function notFinite({ reported }: EvaluationRecord): readonly string[] {
  return reported.flatMap(({ path, values, notFinite: spelled = {} }) => {
    const missing = Object.keys(values).filter((key) => values[key] === null);
    const keys = new Set([...missing, ...Object.keys(spelled)]);
    return [...keys].map((key) => {
      const spelling = Object.hasOwn(spelled, key) ? spelled[key] : undefined;
      return `${path}: ${key} is ${spelling ?? 'not finite'}`;
    });
  });
}

function allFinite({ metrics, reported }: EvaluationRecord): string {
  const computed = Object.keys(metrics).length;
  const own = reported.reduce((sum, { values }) => sum + Object.keys(values).length, 0);
  return `All numbers are finite: ${computed} computed, ${own} reported.`;
}
