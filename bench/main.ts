/** `npm run bench [-- <name> …]`: runs the named comparisons, or all; exits 1 when a figure misses its goal. */
import { answers } from './answers.ts';
import { bootstrap } from './bootstrap.ts';
import { bundles } from './bundles.ts';
import { calls } from './calls.ts';
import { comment } from './comment.ts';
import { drift } from './drift.ts';
import { type Bench, type Figure, figureLine, reachesGoal } from './figure.ts';
import { metrics } from './metrics.ts';
import { overhead } from './overhead.ts';
import { proof } from './proof.ts';
import { registry } from './registry.ts';
import { soak } from './soak.ts';

const benches = [
  metrics,
  bootstrap,
  drift,
  bundles,
  overhead,
  calls,
  comment,
  registry,
  answers,
  soak,
  proof('storm', 'thousands of deliveries in any order, with faults: calls a push'),
  proof('kills', 'an app that is killed at any moment'),
  proof('replicas', 'one, two and four replicas on one PostgreSQL'),
] as const satisfies readonly Bench[];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(
    `No bench is called ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
  console.log(`\n${bench.name}: ${bench.about}`);
  try {
    report(await bench.run());
  } catch (error) {
    console.error(
      `  ${bench.name} gave no figure: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = 1;
  }
}

function report(figures: readonly Figure[]): void {
  for (const figure of figures) {
    console.log(figureLine(figure));
    if (!reachesGoal(figure)) process.exitCode = 1;
  }
}
