import { describe, expect, it } from 'vitest';
import { beginning, configPath, configuration, parameterChange } from './content.ts';
import { checkAt, comments, verdictComment } from './look.ts';
import { createRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const { [configPath]: _, ...withoutConfiguration } = beginning;

describe.concurrent('the configuration of the base branch', () => {
  it('gives a failing check that names line and key when it has a mistake', async () => {
    const wrong = configuration().replace('max_regression: 5%', 'max_regresion: 5%');
    const repository = await createRepository(world(), { ...beginning, [configPath]: wrong });
    const files = parameterChange('bikes', 0.2);
    const { number, head } = await repository.open({ branch: 'candidate', files });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    const line = wrong.split('\n').findIndex((text) => text.includes('max_regresion')) + 1;
    const check = await checkAt(repository, head);
    expect(check.conclusion).toBe('failure');
    expect(check.summary).toContain(configPath);
    expect(check.summary).toMatch(new RegExp(`\\b${line}\\b`));
    expect(check.summary).toContain('max_regresion');
    expect(check.summary).toContain('max_regression');
    expect(await comments(repository, number)).toEqual([]);
  });

  it('gives a failing check when it is not YAML', async () => {
    const repository = await createRepository(world(), {
      ...beginning,
      [configPath]: 'version: 1\nmodels: [bikes\n',
    });
    const files = parameterChange('bikes', 0.2);
    const { head } = await repository.open({ branch: 'candidate', files });
    await repository.settled();
    const check = await checkAt(repository, head);
    expect(check.conclusion).toBe('failure');
    expect(check.title).toContain("The configuration can't be used");
    expect(check.text).toContain('Mend it there');
  });

  it('gives a neutral check when there is none and the pull request brings one', async () => {
    const repository = await createRepository(world(), withoutConfiguration);
    const { number, head } = await repository.open({
      branch: 'begin-with-assay',
      files: { [configPath]: configuration() },
    });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    expect(await checkAt(repository, head)).toMatchObject({
      conclusion: 'neutral',
      title: 'There is no configuration on the base branch yet',
    });
    expect(await comments(repository, number)).toEqual([]);
  });

  it('does not concern a repository that has none', async () => {
    const repository = await createRepository(world(), withoutConfiguration);
    const files = parameterChange('bikes', 0.2);
    const { number, head } = await repository.open({ branch: 'candidate', files });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    await expect(checkAt(repository, head)).rejects.toThrow('0 checks');
    expect(await comments(repository, number)).toEqual([]);
  });

  it('is what it is now when the check is asked for again by "Re-run"', async () => {
    const repository = await createRepository(world());
    const files = parameterChange('bikes', 0.2);
    const { number, head } = await repository.open({ branch: 'candidate', files });
    await repository.play('pull_request', head, { bikes: { mae: 70, rmse: 80 } });
    const before = await checkAt(repository, head);
    expect(before.conclusion).toBe('failure');
    await repository.push({ branch: 'main', files: { [configPath]: configuration(90) } });
    world().github.admin.rerequestCheck(repository.name, before.id, 'maintainer');
    await repository.settled();
    expect(await checkAt(repository, head)).toMatchObject({
      id: before.id,
      conclusion: 'success',
    });
    expect(await verdictComment(repository, number)).toContain('Ready to merge');
  });
});

describe.concurrent('the button "Judge again"', () => {
  it('compares with a baseline that has come meanwhile', async () => {
    const repository = await createRepository(world());
    const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
    const files = parameterChange('bikes', 0.2);
    const { number, head } = await repository.open({ branch: 'candidate', files });
    await repository.play('pull_request', head, { bikes: { mae: 50, rmse: 60 } });
    const before = await checkAt(repository, head);
    expect(before.conclusion).toBe('success');
    await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
    expect(await checkAt(repository, head)).toEqual(before);
    const { admin } = world().github;
    admin.requestCheckAction(repository.name, before.id, 'judge-again', 'maintainer');
    await repository.settled();
    expect(await checkAt(repository, head)).toMatchObject({
      id: before.id,
      conclusion: 'failure',
    });
    expect(await verdictComment(repository, number)).toContain('**regression**');
  });

  it('puts back a comment that somebody has deleted, and the words that somebody has changed', async () => {
    const repository = await createRepository(world());
    const { admin } = world().github;
    const { rest } = world().as('acme');
    const files = parameterChange('bikes', 0.2);
    const { number, head } = await repository.open({ branch: 'candidate', files });
    await repository.play('pull_request', head, { bikes: { mae: 70, rmse: 80 } });
    const { id } = await checkAt(repository, head);
    const verdict = await verdictComment(repository, number);
    const { data } = await rest.issues.listComments({ ...repository.at, issue_number: number });
    const comment_id = data[0]?.id ?? 0;
    const body = verdict.replace('Not ready to merge', 'Ready to merge');
    await rest.issues.updateComment({ ...repository.at, comment_id, body });
    admin.requestCheckAction(repository.name, id, 'judge-again', 'maintainer');
    await repository.settled();
    expect(await verdictComment(repository, number)).toBe(verdict);
    await rest.issues.deleteComment({ ...repository.at, comment_id });
    admin.requestCheckAction(repository.name, id, 'judge-again', 'maintainer');
    await repository.settled();
    expect(await verdictComment(repository, number)).toBe(verdict);
  });
});
