import type { Bench } from './figure.ts';
import { dataFile, numberOf, runOurs, runPeer } from './peer.ts';

const rows = 1_000_000;
const resamples = 1_000;
/** Each resample is the same work, and the peer's thousand take an hour: its loop is scaled. */
const peerResamples = 10;

/** Six metrics with the paired bootstrap of their differences, beside numpy and scikit-learn on the same file. */
export const bootstrap: Bench = {
  name: 'bootstrap',
  about: `${resamples} resamples of the paired difference of six metrics on ${rows.toLocaleString('en-US')} rows, beside numpy and scikit-learn (which does ${peerResamples}, scaled)`,
  async run() {
    const path = await dataFile('binary-1m.parquet', 'make_binary.py', String(rows));
    const ours = await runOurs('paired-bootstrap.ts', path, String(resamples));
    const peer = await runPeer('paired_bootstrap.py', path, String(peerResamples));
    const loop = numberOf(peer, 'loopSeconds');
    const peerSeconds = peer.seconds - loop + (loop * resamples) / peerResamples;
    const [memory, peerMemory] = [numberOf(ours, 'peakBytes'), numberOf(peer, 'peakBytes')];
    console.log(`  Assay ${ours.seconds.toFixed(1)} s, ${(memory / 1e6).toFixed(0)} MB`);
    console.log(
      `  numpy and scikit-learn ${peerSeconds.toFixed(0)} s (${loop.toFixed(1)} s for ${peerResamples} resamples), ${(peerMemory / 1e6).toFixed(0)} MB`,
    );
    return [
      {
        name: 'bootstrap-speed',
        value: peerSeconds / ours.seconds,
        unit: 'times',
        goal: { op: '>=', number: 10 },
      },
      {
        name: 'bootstrap-memory',
        value: memory / peerMemory,
        unit: 'share',
        goal: { op: '<', number: 0.5 },
      },
    ];
  },
};
