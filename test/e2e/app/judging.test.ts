import { describe, expect, it } from 'vitest';
import { parameterChange } from './content.ts';
import { checkAt, verdictComment } from './look.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();

/** A repository whose `main` has an evaluation of both models. */
async function withBaseline(): Promise<TestRepository> {
  const repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 }, taxis: { mae: 30, rmse: 50 } });
  return repository;
}

describe('a pull request with a candidate', () => {
  it('gets one comment and a check that succeeds when the model is better', async () => {
    const repository = await withBaseline();
    const pull = await repository.open({ branch: 'better', files: parameterChange('bikes', 0.2) });
    await repository.play('pull_request', pull.head, { bikes: { mae: 30, rmse: 50 } });
    expect(await checkAt(repository, pull.head)).toMatchObject({
      status: 'completed',
      conclusion: 'success',
    });
    const comment = await verdictComment(repository, pull.number);
    console.log(comment);
    expect(comment).toContain('Ready to merge');
  });
  for (let i=0;i<5;i++) it('again'+i, async () => {
    const repository = await withBaseline();
    const pull = await repository.open({ branch: 'better', files: parameterChange('bikes', 0.2) });
    await repository.play('pull_request', pull.head, { bikes: { mae: 30, rmse: 50 } });
    expect(await checkAt(repository, pull.head)).toMatchObject({
      status: 'completed',
      conclusion: 'success',
    });
  });
});
