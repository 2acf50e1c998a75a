export { calibrate } from './calibrate.ts';
export { compareDrift, type DriftOptions } from './compare-tables.ts';
export { examineDrift } from './examine-drift.ts';
export type { DriftFacts, DriftFactsOptions, DriftFindings } from './facts.ts';
export { type OtherFindings, overallOutcome } from './overall.ts';
export { pastWindows } from './past-windows.ts';
export { driftStatistics } from './statistics.ts';
export { shapesOf } from '../profile/shapes-of.ts';
