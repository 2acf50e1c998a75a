export { type ColumnRoles, columnRoles } from './roles.ts';
export { productionColumns, type ProductionColumns } from './columns.ts';
export { examinePerformance, type PerformanceFindings } from './examine.ts';
export type { PerformanceFacts } from './facts.ts';
export type { KeptRows, LeftOut, ProductionRows, Span } from './rows.ts';
export { examineSlices, type SliceFindings } from './slices/examine.ts';
