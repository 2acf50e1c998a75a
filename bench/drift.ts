import { accuracyFigures } from './drift-accuracy.ts';
import type { Bench, Figure } from './figure.ts';
import { cachePath, dataFile, type Measured, numberOf, runOurs, runPeerOf } from './peer.ts';

/** Between them every other column is shifted by a tenth of a standard deviation or so. */
const shift = '0.1';

/** A reference and current data of the same size. */
interface Pair {
  readonly reference: string;
  readonly current: string;
}

/** What the action `monitor` does of Parquet files, but for transfers, beside Evidently's default data drift preset on the same files. */
export const drift: Bench = {
  name: 'drift',
  about:
    'drift of 10 million rows by 20 columns and 1 million by 50, both sides read, beside Evidently’s default preset',
  async run() {
    const small = await pairOf('drift-1m-50', 1_000_000, 30, 20, 5);
    const large = await pairOf('drift-10m-20', 10_000_000, 12, 8, 1);
    const unit = await pairOf('drift-1m-20', 1_000_000, 12, 8, 3);
    return [
      ...(await beside('drift-1m', small, 10)),
      ...(await beside('drift-10m', large, 20)),
      ...(await fromProfile(large)),
      await linear(unit),
      ...(await accuracyFigures(large.reference, large.current)),
    ];
  },
};

async function pairOf(
  name: string,
  rows: number,
  numbers: number,
  levels: number,
  seed: number,
): Promise<Pair> {
  const make = (side: string, seed: number, shift: string): Promise<string> => {
    const args = [rows, numbers, levels, seed].map(String);
    return dataFile(`${name}-${side}.parquet`, 'make_drift.py', ...args, shift);
  };
  return { reference: await make('a', seed, '0'), current: await make('b', seed + 1, shift) };
}

async function beside(name: string, pair: Pair, goal: number): Promise<readonly Figure[]> {
  const ours = await runOurs('drift.ts', 'both', pair.reference, pair.current);
  say(`${name}: Assay`, ours);
  const peerSeconds = await secondsOfPeer(name, pair);
  const memory = numberOf(ours, 'peakBytes') / 1e6;
  const speed: Figure = {
    name: `${name}-speed`,
    value: peerSeconds / ours.seconds,
    unit: 'times',
    goal: { op: '>=', number: goal },
  };
  const peak: Figure = {
    name: `${name}-memory`,
    value: memory,
    unit: 'MB',
    goal: { op: '<', number: 600 },
  };
  return [speed, peak];
}

/** Not a number where the peer did not get to its end, which takes 15 GB at 10 million rows: such a figure reaches no goal. */
async function secondsOfPeer(name: string, { reference, current }: Pair): Promise<number> {
  try {
    const peer = await runPeerOf('evidently', 'evidently_drift.py', reference, current);
    say(`${name}: Evidently`, peer);
    return peer.seconds;
  } catch (error) {
    console.log(`  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return Number.NaN;
  }
}

/** What a run saves that has the reference as a profile. */
async function fromProfile(pair: Pair): Promise<readonly Figure[]> {
  const profile = cachePath('drift-10m-20.profile.json.gz');
  await runOurs('drift.ts', 'profile', pair.reference, profile);
  const both = await runOurs('drift.ts', 'both', pair.reference, pair.current);
  const stored = await runOurs('drift.ts', 'stored', profile, pair.current);
  say('both files', both);
  say('the current file, and a stored profile', stored);
  return [
    {
      name: 'drift-profile-speed',
      value: both.seconds / stored.seconds,
      unit: 'times',
      goal: { op: '>=', number: 2 },
    },
  ];
}

/**
 * Files of a million rows, more and more of them: what a row takes must not grow. One million is shown and not judged: its
 * time is for a large part that of starting, which is the same however many rows follow.
 */
async function linear(pair: Pair): Promise<Figure> {
  const perRow = new Map<number, number>();
  for (const millions of [1, 3, 10, 30]) {
    const many = (path: string): string => Array.from({ length: millions }, () => path).join(',');
    const ours = await runOurs('drift.ts', 'both', many(pair.reference), many(pair.current));
    say(`${millions} million rows a side`, ours);
    perRow.set(millions, ours.seconds / millions);
  }
  const judged = [3, 10, 30].map((millions) => perRow.get(millions) ?? Number.NaN);
  return {
    name: 'drift-linear',
    value: Math.max(...judged) / (perRow.get(3) ?? Number.NaN),
    unit: 'of the time a row takes at 3 million, at most at 3, 10 and 30',
    goal: { op: '<=', number: 1.2 },
  };
}

function say(what: string, measured: Measured): void {
  const memory = (numberOf(measured, 'peakBytes') / 1e6).toFixed(0);
  console.log(`  ${what}: ${measured.seconds.toFixed(1)} s, ${memory} MB`);
}
