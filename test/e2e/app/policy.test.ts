import { beforeAll, describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { cloneOf } from './clone.ts';
import { beginning, configPath, configuration, parameterChange } from './content.ts';
import { playJob } from './job.ts';
import { checkAt, comments, ledgerRecords, verdictComment } from './look.ts';
import { createRepository, type OpenedPull, type TestRepository } from './repository.ts';
import { type Person, useWorld } from './world.ts';

const clock = createClock();
const world = useWorld(() => clock.now());

const policyPath = '.github/assay-policy.yml';
const file = `acme/.github/${policyPath}`;
const policy = `version: 1
min_risk: limited
gate:
  checks: { split-leakage: warn, card-figures: 'off' }
  approvals: { users: [reader] }
  waivers: { users: [acme] }
  rules:
    - { id: small, when: candidate.artifact.bytes < 1000 }
commands:
  promote: { permission: admin }
`;

/** The model declares the lowest risk and turns the approvals off; it names somebody for waivers whom the policy does not. */
const loose = configuration().replace(
  '    gate:\n',
  `    risk: minimal
    gate:
      checks: { approval: 'off' }
      waivers: { users: [acme, maintainer] }
`,
);
const better = { bikes: { mae: 30, rmse: 50 } };

let repository: TestRepository;
let writePolicy: (text: string) => Promise<unknown>;

beforeAll(async () => {
  await world().github.admin.createRepository({ name: 'acme/.github' });
  const clone = await cloneOf(world(), 'acme/.github');
  writePolicy = (text) => clone.push({ branch: 'main', files: { [policyPath]: text } });
  await writePolicy(policy);
  repository = await createRepository(world(), { ...beginning, [configPath]: loose });
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
});

/** Without the marks of code, which stand around names. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

async function judged(branch: string, alpha: number): Promise<OpenedPull> {
  const pull = await repository.open({ branch, files: parameterChange('bikes', alpha) });
  await repository.play('pull_request', pull.head, better);
  return pull;
}

async function say(number: number, body: string, by: Person): Promise<string> {
  // A command holds for a head that was pushed before it.
  clock.pass();
  const { rest } = world().as(by);
  await rest.issues.createComment({ ...repository.at, issue_number: number, body });
  await repository.settled();
  return plain((await comments(repository, number)).at(-1) ?? '');
}

describe("an organisation's policy", () => {
  it('holds for a repository that wants less, and the verdict says what comes from where', async () => {
    const { number, head } = await judged('looser', 2);
    const before = await checkAt(repository, head);
    expect(before.conclusion).toBe('failure');
    expect(before.title).toContain('an approval of the head commit is missing');
    const said = plain(await verdictComment(repository, number));
    expect(said).toContain("gate.checks.approval: off is looser than the organisation's policy");
    expect(said).toContain('the model counts as limited');
    expect(said).toContain(`blocks, by organisation policy ${file}: gate`);
    expect(said).toContain("The organisation's rule small holds");
    await world()
      .as('reader')
      .rest.pulls.createReview({ ...repository.at, pull_number: number, event: 'APPROVE' });
    await repository.settled();
    // The records of these tests say nothing of data and documents, which the least tier asks for.
    expect((await checkAt(repository, head)).conclusion).toBe('neutral');
    await world()
      .as('acme')
      .rest.pulls.merge({ ...repository.at, pull_number: number });
    await repository.settled();
    const [verdict] = await ledgerRecords(repository, 'verdict');
    expect(JSON.stringify(verdict)).toContain(`organisation policy ${file}: gate.rules`);
  });

  it('is asked of GitHub once, however much there is to judge', async () => {
    const asked = world().github.calls.filter(({ path }) => path.includes('acme/.github/'));
    expect(asked).toHaveLength(1);
  });

  it('bounds who may use a command and who may waive', async () => {
    const { number } = await judged('commands', 3);
    expect(await say(number, '/assay promote bikes production', 'maintainer')).toContain(
      "which by the organisation's policy is for administrators of the repository",
    );
    const body = '/assay waive approval for bikes in a hurry';
    expect(await say(number, body, 'maintainer')).toContain(
      `of these the organisation's policy (${file}) lets only acme.`,
    );
    expect(await say(number, body, 'acme')).toContain('is waived');
    expect(await say(number, '/assay explain approval', 'reader')).toContain(
      `organisation policy ${file}: gate`,
    );
    const rule = await say(number, '/assay explain policy-rule-small', 'reader');
    expect(rule).toContain('candidate.artifact.bytes < 1000 | it fails');
    expect(rule).toContain(`organisation policy ${file}: gate.rules`);
    const missing = await say(number, '/assay explain policy-rule-smal', 'reader');
    expect(missing).toContain('did you mean policy-rule-small?');
  });

  it('holds in a workflow’s job too, whose token reads what is public', async () => {
    const files = { ...beginning, [configPath]: loose };
    const elsewhere = await createRepository(world(), files, 'workflow');
    const change = { branch: 'in-a-job', files: parameterChange('bikes', 5) };
    const { head } = await elsewhere.open(change);
    await elsewhere.play('pull_request', head, better);
    await playJob(elsewhere, 'judge', 'workflow_run');
    const check = await checkAt(elsewhere, head);
    expect(check.conclusion).toBe('failure');
    expect(plain(check.text)).toContain(`by organisation policy ${file}: gate`);
  });

  it('with a mistake blocks, and the check names the organisation’s file', async () => {
    const { number, head } = await judged('mistaken', 4);
    await writePolicy(policy.replace('limited', 'moderate'));
    await say(number, '/assay evaluate', 'maintainer');
    const check = await checkAt(repository, head);
    expect(check.conclusion).toBe('failure');
    expect(plain(check.summary)).toContain(`${file}:2:11: min_risk must be one of`);
    expect(check.text).toContain("organisation's policy");
    expect(await say(number, '/assay promote bikes production', 'acme')).toContain(file);
  });
});
