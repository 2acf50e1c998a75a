import type { Bench } from './figure.ts';
import { dataFile, numberOf, runOurs, runPeer } from './peer.ts';

const rows = 10_000_000;

/** All binary metrics from a Parquet file, beside pandas and scikit-learn on the same file. */
export const metrics: Bench = {
  name: 'metrics',
  about: `all binary metrics of ${rows.toLocaleString('en-US')} rows of Parquet, beside pandas and scikit-learn`,
  async run() {
    const path = await dataFile('binary-10m.parquet', 'make_binary.py', String(rows));
    const ours = await runOurs('binary-metrics.ts', path);
    const peer = await runPeer('binary_metrics.py', path);
    requireSameValues(ours.answer['values'], peer.answer['values']);
    const [memory, peerMemory] = [numberOf(ours, 'peakBytes'), numberOf(peer, 'peakBytes')];
    console.log(`  Assay ${ours.seconds.toFixed(1)} s, ${(memory / 1e6).toFixed(0)} MB`);
    console.log(
      `  pandas and scikit-learn ${peer.seconds.toFixed(1)} s, ${(peerMemory / 1e6).toFixed(0)} MB`,
    );
    return [
      {
        name: 'metrics-speed',
        value: peer.seconds / ours.seconds,
        unit: 'times',
        goal: { op: '>=', number: 5 },
      },
      {
        name: 'metrics-memory',
        value: memory / peerMemory,
        unit: 'share',
        goal: { op: '<', number: 1 / 3 },
      },
    ];
  },
};

/** A figure of two programs that compute different things would say nothing. */
function requireSameValues(ours: unknown, peers: unknown): void {
  const theirs = peers as Readonly<Record<string, number>>;
  for (const [id, value] of Object.entries(ours as Readonly<Record<string, number | null>>)) {
    const other = theirs[id];
    if (value === null || other === undefined || Math.abs(value - other) > 1e-9) {
      throw new TypeError(`${id} is ${value} here and ${other} there.`);
    }
  }
}
