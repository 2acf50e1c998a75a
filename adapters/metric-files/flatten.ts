import type { ReportedMetrics } from '../../schemas/types.ts';

type Values = ReportedMetrics['values'];

const deepest = 20;
/** How numbers that are not finite are written by Python, NumPy, R and others. */
const notFinite = /^[+-]?(?:\.?nan|\.?inf(?:inity)?)$/i;

/**
 * The numbers of a document by their path with dots, such as `test.mae`. Lists are passed over: they are curves.
 * Null when there are more than `most`.
 */
export function flattenMetrics(document: unknown, most: number): Values | null {
  const values: Values = {};
  let count = 0;
  const visit = (value: unknown, path: string, depth: number): boolean => {
    const number = numberOf(value);
    if (number !== undefined && path !== '') {
      values[path] = number;
      count += 1;
      return count <= most;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > deepest) {
      return true;
    }
    return Object.entries(value).every(([key, item]) =>
      visit(item, path === '' ? key : `${path}.${key}`, depth + 1),
    );
  };
  return visit(document, '', 0) ? values : null;
}

/** A number, null for one that is not finite, undefined for what is no number. */
function numberOf(value: unknown): number | null | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value === null) return null;
  return typeof value === 'string' && notFinite.test(value.trim()) ? null : undefined;
}
