import { describe, expect, it } from 'vitest';
import type { DriftRecord, EvaluationOnDrift } from '../../../schemas/types.ts';
import { parameterChange } from './content.ts';
import { branchHead, verdictComment } from './look.ts';
import { drifted, evaluated, recordFiles, trained } from './records.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const february = { start: '2026-02-01', end: '2026-02-28' };

/** The monitor of the default branch reports a drift of the model in February. */
async function report(repository: TestRepository): Promise<Readonly<DriftRecord>> {
  await world().github.admin.strikeSchedule(repository.name);
  const run = repository.begin('schedule', await branchHead(repository, 'main'));
  const drift = drifted(run.source, 'bikes', february);
  await run.uploadRecords('bikes', recordFiles({ drift }));
  run.complete();
  await repository.settled();
  return drift;
}

/** The comment on a pull request whose workflow says this of the drifted window. */
async function commentOn(
  repository: TestRepository,
  branch: string,
  onDrift: EvaluationOnDrift,
): Promise<string> {
  const { number, head } = await repository.open({ branch, files: parameterChange('bikes', 0.4) });
  const run = repository.begin('pull_request', head);
  const training = trained(run.source, 'bikes');
  const evaluation = evaluated(run.source, training, { mae: 30, rmse: 50 }, { onDrift });
  await run.uploadRecords('bikes', recordFiles({ run: training, evaluation }));
  run.complete();
  await repository.settled();
  return verdictComment(repository, number);
}

describe('what a pull request says of the drifted window', () => {
  it('is shown where that drift is in the ledger, and passed over where it is not', async () => {
    const repository = await createRepository(world());
    await registerAt(repository, await branchHead(repository, 'main'));
    const drift = await report(repository);
    const said: EvaluationOnDrift = {
      drift: drift.id,
      ...february,
      rows: 60,
      champion: '1.0.0',
      outcome: 'better',
      metrics: [
        {
          metric: 'mae',
          candidate: 30,
          champion: 40,
          difference: -10,
          interval: { lower: -12, upper: -8 },
        },
      ],
      reason: 'Surely better: mae.',
    };
    expect(await commentOn(repository, 'honest', said)).toContain(
      '✅ On the drifted window, `2026-02-01` to `2026-02-28` (60 rows), it is surely better than the champion `v1.0.0`: `mae`\u00a0↓ −10.0\u00a0[−12.0,\u00a0−8.0].',
    );
    const other = await commentOn(repository, 'hostile', { ...said, end: '2026-12-31' });
    expect(other).toContain('What the record says of the drifted window is passed over');
    expect(other).not.toContain('surely better');
  });
});
