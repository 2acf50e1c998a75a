import type { Unsealed } from '../../../core/record/seal.ts';
import type { DriftRecord, FeatureDrift } from '../../../schemas/types.ts';
import { configuration, beginning, configPath, type Files } from './content.ts';
import { branchHead, pullsFrom } from './look.ts';
import { drifted, recordFiles } from './records.ts';
import { createRepository, type TestRepository } from './repository.ts';
import type { AppWorld } from './world.ts';

/** What the tests of retraining share: a monitor that reports days, and what a repository shows of it. */

/** A day of March 2026, and of the months behind it. */
export function day(number: number): string {
  return new Date(Date.UTC(2026, 2, number)).toISOString().slice(0, 10);
}

/** The files of a repository whose models are retrained by these settings, as lines of YAML. */
export function filesWith(settings: readonly string[]): Files {
  const lines = settings.map((line) => `      ${line}\n`).join('');
  const text = configuration().replaceAll('      consecutive: 1\n', lines);
  return { ...beginning, [configPath]: text };
}

/** A repository with these settings of retraining. */
export function repositoryWith(
  world: AppWorld,
  settings: readonly string[],
): Promise<TestRepository> {
  return createRepository(world, filesWith(settings));
}

/** The workflow on a schedule reports of one day on the next morning. */
export async function reportDay(
  world: AppWorld,
  repository: TestRepository,
  of: number,
  outcome: 'drift' | 'stable',
  changes: Partial<Unsealed<'drift'>> = {},
): Promise<Readonly<DriftRecord>> {
  await world.github.admin.strikeSchedule(repository.name);
  const run = repository.begin('schedule', await branchHead(repository, 'main'));
  const window = { start: day(of), end: day(of) };
  const createdAt = `${day(of + 1)}T05:00:00Z`;
  const first = drifted(run.source, 'bikes', window, { createdAt, outcome });
  const features = first.features.map((one) => ({ ...one, outcome }));
  const record = drifted(run.source, 'bikes', window, { createdAt, outcome, features, ...changes });
  await run.uploadRecords('bikes', recordFiles({ drift: record }));
  run.complete();
  await repository.settled();
  return record;
}

/** The one feature of a report, with another size. */
export function ofSize(record: Readonly<DriftRecord>, size: number): readonly FeatureDrift[] {
  return record.features.map((one) => ({ ...one, size }));
}

/** The states of the model's retraining pull requests, oldest first. */
export async function retrainings(repository: TestRepository) {
  const pulls = await pullsFrom(repository, 'assay/retrain/bikes');
  return pulls.toSorted((a, b) => a.number - b.number);
}

/** Closes a pull request as a person does. */
export async function closeByHand(
  world: AppWorld,
  { at }: TestRepository,
  number: number,
): Promise<void> {
  const { pulls } = world.as('maintainer').rest;
  await pulls.update({ ...at, pull_number: number, state: 'closed' });
  await world.settled();
}
