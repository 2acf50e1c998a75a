import type { DataConfig, SplitPair, Splits } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { formatCount, formatPercent } from '../report/number.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';
import { inspectedSection } from './inspected.ts';
import { named } from './named.ts';

/** Above this share of evaluation rows, near duplicates are more than chance. */
const mostNearShare = 0.01;

/** The model is judged on rows that it has not seen. */
export const splitLeakage: Check = {
  id: 'split-leakage',
  title: 'Training and evaluation share no rows',
  trouble: 'training data leak into the evaluation',
  caution: 'evaluation rows are nearly the same as training rows',
  help: 'Take the shared rows, ids or groups out of the training set, and split by group or by time where rows belong together. Declare both sets under data, with role: training and role: evaluation.',
  outcomes: {
    pass: 'No row, id or group is in both, and fewer than 1% of the evaluation rows nearly are in the training set.',
    warn: 'More than 1% of the evaluation rows are, with numbers rounded to three digits and texts without case and punctuation, training rows too.',
    fail: 'A row, an id or a group is in both, or a training row is not before the first evaluation row though both declare a time.',
    inconclusive:
      'No training or no evaluation set is declared, rows could not be read or compared, or the record is of other sets than the base branch declares.',
  },
  inputs: ['configuration: data', 'evaluation record: inspection.splits'],
  levels: { minimal: 'off', limited: 'fail', high: 'fail' },
  softenable: true,
  judge: judgeSplits,
};

function judgeSplits(facts: CandidateFacts): Finding {
  const section = inspectedSection(facts, 'splits');
  if (!section.ok) return section.reason;
  const { pairs, pairsLeft, unread } = section.value;
  const evidence = pairs.map(described);
  const leaks = pairs.flatMap(leaksOf);
  if (leaks.length > 0) return fail(named(leaks), [...leaks, ...evidence]);
  const declared = Object.entries(facts.config.data ?? {});
  const gaps = [
    ...undeclared(declared),
    ...missingPairs(declared, section.value),
    ...pairs.flatMap((pair) => gapsOf(pair, facts.config.data ?? {})),
    ...(pairsLeft > 0 ? [`${formatCount(pairsLeft, 'pair')} of sets were not compared`] : []),
    ...unread.map(({ path, reason }) => `${path}: ${reason.replace(/\.$/, '')}`),
  ];
  if (gaps.length > 0) return inconclusive(named(gaps), [...gaps, ...evidence]);
  const near = pairs.filter((pair) => nearShare(pair) > mostNearShare);
  if (near.length > 0) return warn(named(near.map(nearly)), evidence);
  return pass(`No evaluation row is a training row: ${named(evidence)}`, evidence);
}

type Declared = readonly (readonly [name: string, set: DataConfig])[];

function leaksOf(pair: SplitPair): readonly string[] {
  const { sharedRows, sharedIds = 0, sharedGroups = 0, laterRows = 0 } = pair;
  const between = `${pair.evaluation} and ${pair.training}`;
  return [
    ...(sharedRows > 0 ? [`${between} share ${formatCount(sharedRows, 'row')}`] : []),
    ...(sharedIds > 0 ? [`${between} share the ids of ${formatCount(sharedIds, 'row')}`] : []),
    ...(sharedGroups > 0 ? [`${between} share ${formatCount(sharedGroups, 'group')}`] : []),
    ...(laterRows > 0
      ? [
          `${formatCount(laterRows, 'row')} of ${pair.training} ${laterRows === 1 ? 'is' : 'are'} not before the first of ${pair.evaluation}`,
        ]
      : []),
  ];
}

function undeclared(declared: Declared): readonly string[] {
  return (['training', 'evaluation'] as const)
    .filter((role) => !declared.some(([, set]) => set.role === role))
    .map((role) => `No data set is declared with role: ${role}, so there is nothing to compare`);
}

/** The base branch says what has to be compared. */
function missingPairs(declared: Declared, { pairs }: Splits): readonly string[] {
  const [training, evaluation] = (['training', 'evaluation'] as const).map((role) =>
    declared.filter(([, set]) => set.role === role),
  );
  return (training ?? []).flatMap(([one, { path }]) =>
    (evaluation ?? []).flatMap(([other, { path: otherPath }]) => {
      const isThere = pairs.some(
        (pair) =>
          pair.training === one &&
          pair.evaluation === other &&
          pair.trainingPath === path &&
          pair.evaluationPath === otherPath,
      );
      return isThere
        ? []
        : [`The record does not compare ${one} (${path}) with ${other} (${otherPath})`];
    }),
  );
}

/** What of a pair can't be judged. */
function gapsOf(pair: SplitPair, sets: Readonly<Record<string, DataConfig>>): readonly string[] {
  const { training, evaluation, columns, trainingRows, evaluationRows, uncomparedRows } = pair;
  const between = `${evaluation} and ${training}`;
  const undated = pair.undatedRows ?? 0;
  return [
    ...(trainingRows === 0 ? [`${training} has no rows`] : []),
    ...(evaluationRows === 0 ? [`${evaluation} has no rows`] : []),
    ...(columns === 0 ? [`${between} have no column in common beside the id`] : []),
    ...(uncomparedRows > 0
      ? [`${formatCount(uncomparedRows, 'row')} of ${between} were too many to compare`]
      : []),
    ...(undated > 0
      ? [`${formatCount(undated, 'row')} of ${between} have no time that can be read`]
      : []),
    ...unmatchedKeys(pair, sets),
  ];
}

/** What the base branch asks to compare by, and the record has not compared. */
function unmatchedKeys(
  pair: SplitPair,
  sets: Readonly<Record<string, DataConfig>>,
): readonly string[] {
  const both = [pair.training, pair.evaluation];
  const has = {
    id: pair.sharedIds !== undefined,
    group: pair.sharedGroups !== undefined,
    time: pair.laterRows !== undefined && pair.undatedRows !== undefined,
  };
  return (['id', 'group', 'time'] as const).flatMap((key) => {
    const owner = both.find((name) => Object.hasOwn(sets, name) && sets[name]?.[key] !== undefined);
    if (owner === undefined || has[key]) return [];
    return [
      `data.${owner} declares ${key}, and ${both.join(' and ')} were not compared by it: declare it for both`,
    ];
  });
}

function nearShare({ nearRows, evaluationRows }: SplitPair): number {
  return evaluationRows === 0 ? 0 : nearRows / evaluationRows;
}

function nearly(pair: SplitPair): string {
  return `${formatCount(pair.nearRows, 'row')} of ${pair.evaluation}, ${formatPercent(nearShare(pair))}, are nearly the same as rows of ${pair.training}`;
}

function described(pair: SplitPair): string {
  const groups = pair.groups === undefined ? '' : ` and ${formatCount(pair.groups, 'group')}`;
  return `${formatCount(pair.evaluationRows, 'row')}${groups} of ${pair.evaluation} beside ${formatCount(pair.trainingRows, 'row')} of ${pair.training}, over ${formatCount(pair.columns, 'column')}`;
}
