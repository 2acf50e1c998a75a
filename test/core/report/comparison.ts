import type { MetricComparison } from '../../../core/judge/facts.ts';

/** A metric that got clearly better, from which each test differs in one thing. */
export function metricComparison(changes: Partial<MetricComparison> = {}): MetricComparison {
  return {
    metric: 'mae',
    direction: 'lower',
    baseline: 42.3712,
    candidate: 27.4788,
    difference: -14.8924,
    interval: { low: -17.12, high: -12.61 },
    candidateInterval: { low: 25.1, high: 29.9 },
    method: 'bootstrap',
    assessment: 'better',
    beyondLimit: false,
    rowsNeeded: null,
    reason: null,
    rows: 263,
    change: 'better',
    gate: 'at most 5% worse',
    outcome: 'pass',
    sentence: 'mae is better.',
    ...changes,
  };
}

/** A metric that is only shown, compared as two numbers. */
export const plain: Partial<MetricComparison> = {
  interval: null,
  method: null,
  assessment: null,
  gate: null,
  outcome: null,
  sentence: null,
};
