import type { EvaluationRecord } from '../../../schemas/types.ts';

type Charts = NonNullable<EvaluationRecord['charts']>;
export type Chart = Charts[number];

/** A picture that is folded away. The summary is HTML of ours; the lines are Markdown. */
export interface Picture {
  readonly summary: string;
  readonly lines: readonly string[];
}

/** The chart of one kind in a record; null where there is none. */
export function chartOf<Kind extends Chart['kind']>(
  evaluation: EvaluationRecord | null,
  kind: Kind,
): Extract<Chart, { readonly kind: Kind }> | null {
  const found = evaluation?.charts?.find(
    (chart): chart is Extract<Chart, { readonly kind: Kind }> => chart.kind === kind,
  );
  return found ?? null;
}

/** Which line is which, in words: a chart has no legend. */
export function legend(compared: boolean, grey: string | null): string {
  const lines = [
    '**Blue** is the candidate',
    ...(compared ? ['**orange** the baseline'] : []),
    ...(grey === null ? [] : [`**grey** ${grey}`]),
  ];
  return `${lines.join(', ')}.${compared ? '' : ' There is no curve of a baseline.'}`;
}
