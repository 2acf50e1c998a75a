import type { GroupCounts, GroupedColumn } from '../../schemas/types.ts';
import {
  type GroupRate,
  type Rate,
  type Pair,
  pairsOf,
  ratesOf,
  ratioMargin,
  ratioOf,
  valueOf,
} from '../fairness/parity.ts';
import type { CandidateFacts, Outcome } from '../judge/facts.ts';
import { worst } from '../judge/outcome.ts';
import { formatCount, formatNumber } from '../report/number.ts';
import { sliceInWords } from '../slices/in-words.ts';
import type { Check, Finding } from './check.ts';
import { inconclusive } from './finding.ts';

const usualDifference = 0.1;
const usualRatio = 0.8;
/** Groups of fewer rows are shown, never judged. */
const fewestRows = 30;

/** Groups of people are selected alike, and wrongly as rarely. The definitions are Fairlearn's. */
export const fairness: Check = {
  id: 'fairness',
  title: 'Groups of people are treated alike',
  trouble: 'groups of people are treated differently',
  caution: "the rows can't tell whether groups of people are treated alike",
  help: 'Look at the groups that are named: their rows, their labels, what the model sees of them. Where more difference is meant, or the model is not about people, say so in gate.fairness or gate.checks.fairness on the base branch.',
  outcomes: {
    pass: 'For each attribute, the selection rates and the true and false positive rates of all groups are surely within the limits.',
    warn: "The rows can't tell, since an interval lies on both sides of a limit, or a group has fewer than 30 rows.",
    fail: 'Of two groups, the 95% interval of the difference or of the ratio lies beyond its limit, after correction over all pairs.',
    inconclusive:
      'No attribute is configured, the record has no counts of one, or a rate has no rows to tell it.',
  },
  inputs: ['configuration: gate.fairness', 'evaluation record: groups'],
  levels: { minimal: 'off', limited: 'off', high: 'fail' },
  softenable: true,
  isConfigured: ({ gate }) => gate?.fairness !== undefined,
  judge: judgeFairness,
};

interface Limits {
  readonly difference: number;
  readonly ratio: number;
}

type Part = Pick<Finding, 'outcome' | 'sentence'>;

function judgeFairness({ evaluation, config }: CandidateFacts): Finding {
  const { attributes, max_difference, min_ratio } = config.gate?.fairness ?? { attributes: [] };
  if (attributes.length === 0) {
    return inconclusive(
      'No attribute of people is configured: name columns in gate.fairness.attributes, or, where the model is not about people or has more than two classes, set gate.checks.fairness to off.',
    );
  }
  if (evaluation?.status !== 'succeeded') {
    return inconclusive('Without a successful evaluation there are no groups to judge.');
  }
  const limits = { difference: max_difference ?? usualDifference, ratio: min_ratio ?? usualRatio };
  const parts = attributes.flatMap((attribute) => {
    const name = attribute.slice(0, 256).toWellFormed();
    const column = evaluation.groups?.find((one) => one.column === name);
    return column === undefined ? [notRecorded(attribute)] : judgeColumn(column, limits);
  });
  const outcome = worst(parts.map((part) => part.outcome));
  const telling = parts.filter((part) => part.outcome === outcome);
  return {
    outcome,
    sentence:
      outcome === 'pass'
        ? `Groups by ${attributes.join(', ')} are within the limits: a difference of ${formatNumber(limits.difference)}, a ratio of ${formatNumber(limits.ratio)}.`
        : (telling[0]?.sentence ?? ''),
    evidence: (outcome === 'pass' ? parts : parts.filter((part) => part.outcome !== 'pass')).map(
      ({ sentence }) => sentence,
    ),
  };
}

function notRecorded(attribute: string): Part {
  return open(
    `The evaluation record has no counts of groups by ${attribute}: evaluate.slices at the head must name it, and the action evaluate must be of this version.`,
  );
}

function judgeColumn({ column, left, groups }: GroupedColumn, limits: Limits): readonly Part[] {
  const contradiction = groups.find((counts) => !isPossible(counts));
  if (contradiction !== undefined) {
    return [open(`The counts of ${sliceInWords([contradiction.group])} contradict each other.`)];
  }
  const there = groups.filter(({ rows }) => rows > 0);
  const large = there.filter(({ rows }) => rows >= fewestRows);
  if (large.length < 2) {
    return [
      open(
        `Of the groups by ${column} ${large.length === 1 ? 'only one has' : 'none has'} ${fewestRows} rows: evaluate on more rows.`,
      ),
    ];
  }
  const small = there.length - large.length;
  const unseen = [
    ...(small > 0 ? [`${formatCount(small, 'group')} of fewer than ${fewestRows} rows`] : []),
    ...(left > 0 ? [`${formatCount(left, 'row')} without a group`] : []),
  ];
  return [
    ...judgeSelection(column, large, limits),
    judgeErrors('true-positive', column, large, limits),
    judgeErrors('false-positive', column, large, limits),
    ...(unseen.length === 0
      ? []
      : [
          {
            outcome: 'warn',
            sentence: `By ${column}, not judged: ${unseen.join(' and ')}.`,
          } as const,
        ]),
  ];
}

/** The counts are a pull request's: each part is at most its whole. */
function isPossible({ rows, positives, selected, truePositives }: GroupCounts): boolean {
  return (
    truePositives <= Math.min(positives, selected) && positives + selected - truePositives <= rows
  );
}

function judgeSelection(
  column: string,
  groups: readonly GroupCounts[],
  limits: Limits,
): readonly Part[] {
  const pairs = pairsOf(ratesOf(groups, 'selection').known);
  const ratios = pairs.flatMap((pair) => {
    const ratio = ratioOf(pair);
    return ratio === null ? [] : [ratioPart(column, pair, ratio, limits)];
  });
  if (ratios.length === 0) {
    return [open(`No row of any group by ${column} is selected, so there is no ratio of rates.`)];
  }
  return [worstPart(differenceParts('selection', column, pairs, limits)), worstPart(ratios)];
}

function judgeErrors(
  rate: Rate,
  column: string,
  groups: readonly GroupCounts[],
  limits: Limits,
): Part {
  const { known, unknown } = ratesOf(groups, rate);
  const [first] = unknown;
  if (first === undefined) {
    return worstPart(differenceParts(rate, column, pairsOf(known), limits));
  }
  const kind = rate === 'true-positive' ? 'positive' : 'negative';
  return open(
    `${sliceInWords([first])} has no row with a ${kind} label, so its ${words[rate]} is not known: evaluate on rows of both labels.`,
  );
}

/** Of equally bad pairs the first, which is the furthest apart. */
function worstPart(parts: readonly Part[]): Part {
  const outcome = worst(parts.map((part) => part.outcome));
  return parts.find((part) => part.outcome === outcome) ?? open('There are no two groups.');
}

function ratioPart(column: string, pair: Pair, ratio: number, limits: Limits): Part {
  const { low, high } = ratioMargin(pair, limits.ratio);
  const outcome = decided({ low: -high, high: -low }, 0);
  return {
    outcome,
    sentence: `By ${column}, ${inWords('selection', pair)}: a ratio of ${formatNumber(ratio)}, where at least ${formatNumber(limits.ratio)} is allowed${unsure(outcome)}.`,
  };
}

function differenceParts(
  rate: Rate,
  column: string,
  pairs: readonly Pair[],
  limits: Limits,
): readonly Part[] {
  return pairs.map((pair) => {
    const { difference, interval } = pair;
    const outcome = decided(interval, limits.difference);
    return {
      outcome,
      sentence: `By ${column}, ${inWords(rate, pair)}: a difference of ${formatNumber(difference)} (by 95% between ${formatNumber(interval.low)} and ${formatNumber(interval.high)}), where at most ${formatNumber(limits.difference)} is allowed${unsure(outcome)}.`,
    };
  });
}

/** Wholly beyond the limit fails, wholly within passes. */
function decided(
  { low, high }: { readonly low: number; readonly high: number },
  limit: number,
): Outcome {
  if (low > limit) return 'fail';
  return high <= limit ? 'pass' : 'warn';
}

function unsure(outcome: Outcome): string {
  return outcome === 'warn' ? "; these rows can't tell" : '';
}

const words = {
  selection: 'selection rate',
  'true-positive': 'true positive rate',
  'false-positive': 'false positive rate',
} as const satisfies Record<Rate, string>;

function inWords(rate: Rate, { lower, higher }: Pair): string {
  return `the ${words[rate]} is ${rateInWords(lower)} and ${rateInWords(higher)}`;
}

function rateInWords(rate: GroupRate): string {
  return `${formatNumber(valueOf(rate), 3)} for ${sliceInWords([rate.group])} (n = ${rate.share.rows})`;
}

function open(sentence: string): Part {
  return { outcome: 'inconclusive', sentence };
}
