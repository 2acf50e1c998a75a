import type { CheckContext } from '../../../core/checks/check.ts';

/** Nothing to compare with, from which each test differs in one thing. */
export const context: CheckContext = {
  baseline: null,
  comparison: null,
  falseComparison: null,
  notComparable: null,
  comparisons: [],
};
