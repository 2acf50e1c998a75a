export { calibrate } from './calibrate.ts';
export { examineDrift } from './examine-drift.ts';
export type { DriftFacts, DriftFactsOptions, DriftFindings } from './facts.ts';
export { importanceNotes } from './importance.ts';
export { type OtherFindings, overallOutcome } from './overall.ts';
export { fittingShares, type PastShares, pastWindows } from './past-windows.ts';
export { driftStatistics } from './statistics.ts';
