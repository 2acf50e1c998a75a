import type { Beside } from '../judge/compare-with.ts';
import type { MetricComparison } from '../judge/facts.ts';
import type { Part } from './fit.ts';
import { literal } from './literal.ts';
import { metricsTable } from './metrics-table.ts';
import { prose } from './prose.ts';
import { titled } from './titled.ts';

/** The version of a promotion beside the one that is there, without `v`. */
export type ComparedVersions =
  /** Nothing is there, or it is the same version. */
  | { readonly kind: 'alone' }
  /** The evaluation of one of them is not on record; why, as a sentence. */
  | { readonly kind: 'unknown'; readonly reason: string }
  | {
      readonly kind: 'beside';
      readonly version: string;
      readonly other: string;
      /** What the other one is: the champion that stays, or what is replaced. */
      readonly otherIs: 'champion' | 'replaced';
      readonly beside: Beside;
    };

/** A heading, what is to be known of the comparison, and the table of the metrics. */
export function comparedVersions(compared: ComparedVersions): readonly Part[] {
  if (compared.kind === 'alone') return [];
  if (compared.kind === 'unknown') {
    return [titled('Against the version there now', [prose(compared.reason, 400)])];
  }
  const { version, other, otherIs, beside } = compared;
  const name = literal(`v${other}`, 40);
  const title = otherIs === 'champion' ? `Against the champion ${name}` : `Against ${name}`;
  const falsely = beside.falseComparison;
  if (!beside.alike || falsely !== null) {
    const why =
      falsely === null
        ? 'Not comparable: they were evaluated on different rows, and a difference would be that of the rows as well. These are the values of the promoted version alone.'
        : prose(`The comparison on record is not used: ${falsely}`, 600);
    return [titled(title, [why]), tableOf(beside.comparisons.map(alone))];
  }
  const sides = { baseline: name, candidate: literal(`v${version}`, 40) };
  return [titled(title, [rowsSentence(beside)]), { ...tableOf(beside.comparisons, sides) }];
}

function rowsSentence({ comparisons }: Beside): string {
  return comparisons.some(({ interval }) => interval !== null)
    ? 'Compared row by row, on the rows that both were evaluated on.'
    : 'Both were evaluated on the same rows. They were not compared row by row, so the differences have no interval, and a small one may be chance.';
}

function tableOf(
  comparisons: readonly MetricComparison[],
  sides?: { readonly baseline: string; readonly candidate: string },
): Part {
  return metricsTable({
    comparisons,
    softened: false,
    history: [],
    ...(sides === undefined ? {} : { sides }),
  });
}

function alone(comparison: MetricComparison): MetricComparison {
  return {
    ...comparison,
    baseline: null,
    difference: null,
    interval: null,
    assessment: null,
    change: 'unknown',
  };
}
