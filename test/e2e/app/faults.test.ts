import { beforeAll, describe, expect, it } from 'vitest';
import { parameterChange, stateFile } from './content.ts';
import { deliveriesOf, redeliver } from './deliveries.ts';
import { checksAt, comments, fileAt, ledgerRecords, pullsFrom } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const values = { bikes: { mae: 30, rmse: 50 } };

let repository: TestRepository;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await registerAt(repository, main);
});

let changes = 0;
async function candidate(branch: string) {
  changes += 1;
  const pull = await repository.open({ branch, files: parameterChange('bikes', changes) });
  await repository.settled();
  return pull;
}

async function expectOneOfEach(number: number, head: string): Promise<void> {
  expect(await comments(repository, number)).toHaveLength(1);
  const checks = await checksAt(repository, head);
  expect(checks.map(({ conclusion }) => conclusion)).toEqual(['success']);
  expect((await world().app.stats()).dead).toEqual([]);
}

/** The request that makes the comment of one pull request. */
function creation(number: number): RegExp {
  return new RegExp(`^POST /repos/${repository.name}/issues/${number}/comments$`);
}

describe.concurrent('a pull request has one comment and one check in the end when', () => {
  it('GitHub fails once as the comment is made', async () => {
    const { number, head } = await candidate('fails-once');
    world().github.addFault({ kind: 'status', match: creation(number), status: 500, times: 1 });
    await repository.play('pull_request', head, values);
    await expectOneOfEach(number, head);
  });

  it('the comment is made but the answer is lost', async () => {
    const { number, head } = await candidate('answer-lost');
    world().github.addFault({ kind: 'lost-answer', match: creation(number), times: 1 });
    await repository.play('pull_request', head, values);
    await expectOneOfEach(number, head);
  });

  it('GitHub asks for a pause by its secondary rate limit', async () => {
    const { number, head } = await candidate('too-fast');
    world().github.addFault({ kind: 'secondary-rate-limit', match: creation(number), times: 1 });
    await repository.play('pull_request', head, values);
    await expectOneOfEach(number, head);
  });
});

describe('a pull request has one comment and one check also when', () => {
  it('the check is made but the answer is lost', async () => {
    const match = /^POST \/repos\/acme\/[^/]+\/check-runs$/;
    world().github.addFault({ kind: 'lost-answer', match, times: 1 });
    const { number, head } = await candidate('check-lost');
    await repository.play('pull_request', head, values);
    await expectOneOfEach(number, head);
  });

  it('GitHub is slow', async () => {
    const { number, head } = await candidate('slow');
    world().github.addFault({ kind: 'delay', match: /zip$/, milliseconds: 300, times: 1 });
    await repository.play('pull_request', head, values);
    await expectOneOfEach(number, head);
  });

  it('the delivery was lost, and is sent again from the list of failed ones', async () => {
    const { number, head } = await candidate('dropped');
    world().github.addFault({ kind: 'drop-delivery', event: 'workflow_run', times: 3 });
    await repository.play('pull_request', head, values);
    expect(await comments(repository, number)).toEqual([]);
    const sent = await deliveriesOf(world(), repository.at);
    const failed = sent.filter(({ statusCode }) => statusCode === 0);
    expect(failed.map(({ event }) => event)).toEqual(Array(3).fill('workflow_run'));
    await redeliver(world(), failed);
    await expectOneOfEach(number, head);
  });

  it('each delivery comes twice', async () => {
    const { github } = world();
    github.addFault({ kind: 'duplicate-delivery', event: 'pull_request', times: 1 });
    github.addFault({ kind: 'duplicate-delivery', event: 'workflow_run', times: 3 });
    const { number, head } = await candidate('duplicate');
    await repository.play('pull_request', head, values);
    const sent = await deliveriesOf(world(), repository.at);
    const guids = sent.filter(({ body }) => body.includes(head)).map(({ guid }) => guid);
    expect(guids.length - new Set(guids).size).toBe(4);
    await expectOneOfEach(number, head);
  });
});

describe('a promotion is recorded once, and its deployment waits, when', () => {
  it('the answers to deployment and status are lost, and the ledger moves meanwhile', async () => {
    const { rest } = world().as('maintainer');
    const { data: issue } = await rest.issues.create({ ...repository.at, title: 'A wish' });
    const body = '/assay promote bikes staging';
    await rest.issues.createComment({ ...repository.at, issue_number: issue.number, body });
    await repository.settled();
    const [pull] = await pullsFrom(repository, 'assay/promote/bikes/staging');
    expect(pull?.state).toBe('open');
    const { github } = world();
    github.addFault({ kind: 'lost-answer', match: /^POST .*\/deployments$/, times: 1 });
    const moves = /^PATCH .*\/git\/refs\/heads\/assay/;
    github.addFault({ kind: 'status', match: moves, status: 422, times: 1 });
    await rest.pulls.merge({ ...repository.at, pull_number: pull?.number ?? 0 });
    await repository.settled();
    expect(await fileAt(repository, stateFile('bikes', 'staging'), 'main')).toContain('1.0.0');
    const { data: deployments } = await rest.repos.listDeployments(repository.at);
    expect(deployments).toHaveLength(1);
    const { data: statuses } = await rest.repos.listDeploymentStatuses({
      ...repository.at,
      deployment_id: deployments[0]?.id ?? 0,
    });
    expect(statuses.map(({ state }) => state)).toEqual(['queued']);
    expect(await ledgerRecords(repository, 'promotion')).toMatchObject([
      { deployment: deployments[0]?.id },
    ]);
  });
});
