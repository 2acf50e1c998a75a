export { readMlflowMetrics } from './mlflow-rest.ts';
export { readReportedMetrics } from './reported-metrics.ts';
