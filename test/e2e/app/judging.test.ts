import { beforeAll, describe, expect, it } from 'vitest';
import { configPath, configuration, parameterChange } from './content.ts';
import { checkAt, comments, verdictComment } from './look.ts';
import { evaluated, recordFiles, trained } from './records.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { successful } from './workflow.ts';
import { useWorld } from './world.ts';

const world = useWorld();

describe.concurrent('a pull request with a candidate', () => {
  let repository: TestRepository;

  beforeAll(async () => {
    repository = await createRepository(world());
    const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
    const values = { bikes: { mae: 40, rmse: 60 }, taxis: { mae: 30, rmse: 50 } };
    await repository.play('push', main, values);
  });

  let changes = 0;
  const candidate = async (branch: string, ...models: readonly string[]) => {
    changes += 1;
    const files = models.map((model) => parameterChange(model, 1 + changes));
    return repository.open({ branch, files: Object.assign({}, ...files) });
  };

  it('waits for the workflow, and says so in the check and not in a comment', async () => {
    const { number, head } = await candidate('waits', 'bikes');
    await repository.settled();
    expect(await checkAt(repository, head)).toMatchObject({
      status: 'in_progress',
      title: 'Waiting for the workflow to train and evaluate',
    });
    expect(await comments(repository, number)).toEqual([]);
  });

  it('gets one comment and a check that succeeds when the model is better', async () => {
    const { number, head } = await candidate('better', 'bikes');
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'success' });
    const comment = await verdictComment(repository, number);
    expect(comment).toContain('Ready to merge: mae 30, 25% better than the baseline');
    expect(comment).toContain('against the merge base');
  });

  it('gets a check that fails, and a comment that names the regression, when it is worse', async () => {
    const { number, head } = await candidate('worse', 'bikes');
    await repository.play('pull_request', head, { bikes: { mae: 50, rmse: 70 } });
    expect(await checkAt(repository, head)).toMatchObject({
      conclusion: 'failure',
      title: expect.stringContaining('mae 50 is a regression, 25% worse than the baseline'),
    });
    expect(await verdictComment(repository, number)).toContain('**regression**');
  });

  it('is blocked when a gated metric is null', async () => {
    const { number, head } = await candidate('null', 'bikes');
    await repository.play('pull_request', head, { bikes: { mae: null, rmse: 50 } });
    expect(await checkAt(repository, head)).toMatchObject({
      conclusion: 'failure',
      title: expect.stringContaining('mae has no value'),
    });
    expect(await verdictComment(repository, number)).toContain('Not ready to merge');
  });

  it('is blocked when a record holds NaN, which is not JSON', async () => {
    const { head } = await candidate('not-a-number', 'bikes');
    const run = repository.begin('pull_request', head);
    const files = successful(run.source, 'bikes', { mae: 30.25, rmse: 50 });
    const evaluation = String(files['records/evaluation.json']).replace('30.25', 'NaN');
    await run.uploadRecords('bikes', { ...files, 'records/evaluation.json': evaluation });
    run.complete();
    await repository.settled();
    const check = await checkAt(repository, head);
    expect(check.conclusion).toBe('failure');
    expect(check.text).toContain('`records/evaluation.json` is not JSON.');
  });

  it('gets a check that names the failure when the training failed', async () => {
    const { number, head } = await candidate('training-fails', 'bikes');
    const run = repository.begin('pull_request', head);
    const message = 'The command "python train.py" of bikes ended with exit code 3.';
    const failed = trained(run.source, 'bikes', {
      status: 'failed',
      failure: { code: 'command-failed', message },
      exitCode: 3,
    });
    await run.uploadRecords('bikes', recordFiles({ run: failed }));
    run.complete('failure');
    await repository.settled();
    const check = await checkAt(repository, head);
    expect(check.conclusion).toBe('failure');
    expect(check.text).toContain('ended with exit code 3');
    expect(await verdictComment(repository, number)).toContain('ended with exit code 3');
  });

  it('gets a check that says what to do when the workflow left no artifact', async () => {
    const { number, head } = await candidate('no-artifact', 'bikes');
    await repository.play('pull_request', head, {});
    const check = await checkAt(repository, head);
    expect(check.conclusion).toBe('failure');
    for (const text of [check.text, await verdictComment(repository, number)]) {
      expect(text).toContain('its artifact assay-bikes is missing or incomplete');
      expect(text).toContain('a job of it has to use the actions train and evaluate');
    }
  });

  it('is judged for each model that it changes, in one comment', async () => {
    const { number, head } = await candidate('two-models', 'bikes', 'taxis');
    await repository.play('pull_request', head, {
      bikes: { mae: 30, rmse: 50 },
      taxis: { mae: 45, rmse: 70 },
    });
    expect(await checkAt(repository, head)).toMatchObject({
      conclusion: 'failure',
      title: expect.stringMatching(/^Not ready to merge: 1 of 2 models .*\(taxis\)$/),
    });
    const comment = await verdictComment(repository, number);
    expect(comment).toContain('### ✅ `bikes`');
    expect(comment).toContain('### ❌ `taxis`');
  });

  it('gets a check that succeeds at once, and no comment, when no model is affected', async () => {
    const { number, head } = await repository.open({
      branch: 'words-only',
      files: { 'README.md': 'Other words.\n' },
    });
    await repository.settled();
    expect(await checkAt(repository, head)).toMatchObject({
      status: 'completed',
      conclusion: 'success',
      title: 'No model is affected',
    });
    expect(await comments(repository, number)).toEqual([]);
  });

  it('is judged by the gate of the base branch when it weakens its own', async () => {
    const { number, head } = await repository.open({
      branch: 'weaker-gate',
      files: {
        ...parameterChange('bikes', 0.9),
        [configPath]: configuration(600).replaceAll('max_regression: 5%', 'max_regression: 500%'),
      },
    });
    await repository.play('pull_request', head, {
      bikes: { mae: 70, rmse: 80 },
      taxis: { mae: 30, rmse: 50 },
    });
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'failure' });
    const comment = await verdictComment(repository, number);
    expect(comment).toContain('It was judged by the one on the base branch');
    expect(comment).toContain('the outcome for bikes would be warn, not fail');
  });

  it('is judged when it is reopened, with what the workflow has left meanwhile', async () => {
    const { number, head } = await candidate('reopened', 'bikes');
    const { pulls } = world().as('maintainer').rest;
    await pulls.update({ ...repository.at, pull_number: number, state: 'closed' });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    expect(await comments(repository, number)).toEqual([]);
    await pulls.update({ ...repository.at, pull_number: number, state: 'open' });
    await repository.settled();
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'success' });
    expect(await verdictComment(repository, number)).toContain('Ready to merge');
  });

  it('gets the verdict on the new head in the same comment when it is pushed to', async () => {
    const { number, head } = await candidate('pushed-to', 'bikes');
    await repository.play('pull_request', head, { bikes: { mae: 50, rmse: 70 } });
    const next = await repository.push({
      branch: 'pushed-to',
      files: parameterChange('bikes', 0.7),
    });
    await repository.play('pull_request', next, { bikes: { mae: 30, rmse: 50 } });
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'failure' });
    expect(await checkAt(repository, next)).toMatchObject({ conclusion: 'success' });
    expect(await verdictComment(repository, number)).toContain(next.slice(0, 7));
  });

  it('ignores the artifact of a run on an older head', async () => {
    const { number, head } = await candidate('overtaken', 'bikes');
    const run = repository.begin('pull_request', head);
    await run.uploadRecords('bikes', successful(run.source, 'bikes', { mae: 30, rmse: 50 }));
    const next = await repository.push({
      branch: 'overtaken',
      files: parameterChange('bikes', 0.7),
    });
    run.complete();
    await repository.settled();
    expect(await checkAt(repository, next)).toMatchObject({ status: 'in_progress' });
    expect(await comments(repository, number)).toEqual([]);
  });
});

describe.concurrent('the baseline', () => {
  it('is none at the first run, and the comment shows absolute values', async () => {
    const repository = await createRepository(world());
    const files = parameterChange('bikes', 0.2);
    const { number, head } = await repository.open({ branch: 'first', files });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    expect(await checkAt(repository, head)).toMatchObject({
      conclusion: 'success',
      title: 'Ready to merge: mae 30, with no baseline yet',
    });
    const comment = await verdictComment(repository, number);
    expect(comment).toContain('There is no baseline yet, so the values stand alone.');
    expect(comment).toMatch(/\| `mae`\u00a0↓ \| \*\*30\*\* \|/);
  });

  it('is an ancestor of the merge base where that has no evaluation, and the comment says how far', async () => {
    const repository = await createRepository(world());
    const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
    await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
    await repository.push({ branch: 'main', files: { 'NOTES.md': 'Only words.\n' } });
    const files = parameterChange('bikes', 0.2);
    const { number, head } = await repository.open({ branch: 'later', files });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    const comment = await verdictComment(repository, number);
    expect(comment).toContain('against the ancestor');
    expect(comment).toContain('1 commit before the merge base');
  });

  it('is the champion where the merge base was evaluated on other rows', async () => {
    const repository = await createRepository(world());
    const first = await repository.push({ branch: 'main', files: { 'NOTES.md': 'One.\n' } });
    await registerAt(repository, first);
    const second = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Two.\n' } });
    const other = repository.begin('push', second);
    const run = trained(other.source, 'bikes');
    const evaluationSet = { digest: `sha256:${'0'.repeat(64)}`, rows: 7 };
    const evaluation = evaluated(other.source, run, { mae: 10, rmse: 20 }, { evaluationSet });
    await other.uploadRecords('bikes', recordFiles({ run, evaluation }));
    other.complete();
    await repository.settled();
    const files = parameterChange('bikes', 0.2);
    const { number, head } = await repository.open({ branch: 'against-champion', files });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    const comment = await verdictComment(repository, number);
    expect(comment).toContain('against the champion');
    expect(comment).toContain('25% better than the baseline');
    expect(comment).toContain('was evaluated on other rows than the merge base');
  });
});
