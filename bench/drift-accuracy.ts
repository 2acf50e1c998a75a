import type { Figure } from './figure.ts';
import { type Measured, runOurs, runPeer } from './peer.ts';

/** How far from exact each statistic may be. */
const tolerances = { ks: 1e-5, wasserstein: 2e-6, psi: 8e-5 } as const;

type Statistic = keyof typeof tolerances;
type Statistics = Readonly<Record<Statistic, number>>;

/** The largest differences of numeric columns' statistics from those that numpy computes of all values. */
export async function accuracyFigures(
  reference: string,
  current: string,
): Promise<readonly Figure[]> {
  const ours = ofColumns(await runOurs('drift.ts', 'both', reference, current));
  const { answer } = await runPeer('exact_drift.py', reference, current);
  const exact = new Map(Object.entries(answer['columns'] as Record<string, Statistics>));
  if (exact.size === 0) throw new TypeError('No statistic was compared.');
  return (Object.keys(tolerances) as Statistic[]).map((name) => ({
    name: `drift-accuracy-${name}`,
    value: largestDifference(name, ours, exact),
    unit: name === 'wasserstein' ? 'standard deviations' : 'at most',
    goal: { op: '<=', number: tolerances[name] },
  }));
}

function ofColumns({ answer }: Measured): ReadonlyMap<string, Statistics> {
  const features = answer['features'] as readonly ({
    readonly feature: string;
    readonly size: number;
  } & Statistics)[];
  return new Map(features.map((one) => [one.feature, { ...one, ks: one.size }]));
}

function largestDifference(
  name: Statistic,
  ours: ReadonlyMap<string, Statistics>,
  exact: ReadonlyMap<string, Statistics>,
): number {
  const differences = [...exact].map(([column, { [name]: value }]) => {
    const found = ours.get(column)?.[name] ?? Number.NaN;
    // What one side cannot say is no agreement.
    return Number.isFinite(found - value) ? Math.abs(found - value) : Infinity;
  });
  return Math.max(...differences);
}
