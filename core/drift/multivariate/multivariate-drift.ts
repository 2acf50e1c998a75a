import type { DriftRecord, MultivariateDrift } from '../../../schemas/types.ts';
import type { RowSample } from '../../profile/rows.ts';
import { domainClassifier, type DomainOptions, usualThreshold } from './index.ts';
import { tellsApart } from './tells-apart.ts';

/** How the classifier is asked; without a threshold it is the usual one. */
export interface MultivariateOptions extends Omit<DomainOptions, 'threshold'> {
  readonly threshold: number | undefined;
}

/**
 * Whether current rows can be told from those of the reference by the columns that may tell them apart, as `features` has
 * found these. Null where the rows of a side are not at hand.
 */
export function multivariateDrift(
  reference: RowSample | null,
  current: RowSample | null,
  features: DriftRecord['features'],
  { threshold = usualThreshold, seed, window }: MultivariateOptions,
): MultivariateDrift | null {
  if (reference === null || current === null) return null;
  const names = new Set(features.filter(tellsApart).map(({ feature }) => feature));
  const only = ({ rows, columns }: RowSample): RowSample => ({
    rows,
    columns: new Map([...columns].filter(([name]) => names.has(name))),
  });
  return domainClassifier(only(reference), only(current), { threshold, seed, window });
}
