import { beforeAll, describe, expect, it } from 'vitest';
import { beginning, configPath, configuration, parameterChange } from './content.ts';
import { comments, verdictComment } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { type Person, useWorld } from './world.ts';

const world = useWorld();

const access = `commands:
  promote: { permission: admin, users: [Reader] }
  evaluate: { permission: maintain }
`;

let repository: TestRepository;
let main: string;

beforeAll(async () => {
  const files = { ...beginning, [configPath]: `${configuration()}${access}` };
  repository = await createRepository(world(), files);
  main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await registerAt(repository, main, '1.0.0');
});

/** Comments on a new issue or a pull request; gives the answers there and the reactions to the comment. */
async function say(body: string, by: Person = 'maintainer', on?: number) {
  const { rest } = world().as(by);
  const number =
    on ?? (await rest.issues.create({ ...repository.at, title: 'A wish' })).data.number;
  const { data } = await rest.issues.createComment({
    ...repository.at,
    issue_number: number,
    body,
  });
  await repository.settled();
  const answers = (await comments(repository, number)).filter((text) =>
    text.includes('assay:answer'),
  );
  const { data: reactions } = await rest.reactions.listForIssueComment({
    ...repository.at,
    comment_id: data.id,
  });
  return { answers, reactions: reactions.map(({ content }) => content) };
}

describe('a comment with several commands', () => {
  it('is obeyed line by line, each under its model, and answered once', async () => {
    const { answers, reactions } = await say(
      '/assay status bikes\nAnd then:\n/assay status taxis\n/assay help',
    );
    expect(answers).toHaveLength(1);
    const sections = (answers[0] ?? '').split('**`/assay');
    expect(sections).toHaveLength(4);
    expect(sections[1]).toContain('| `bikes` | `v1.0.0` |');
    expect(sections[2]).toContain('| `taxis` | — |');
    expect(sections[3]).toContain('Write one of these');
    expect(reactions).toEqual(['eyes', 'rocket']);
  });

  it('goes on behind a command that is not done, and says 😕', async () => {
    const { answers, reactions } = await say('/assay status boats\n/assay status bikes');
    expect(answers).toHaveLength(1);
    expect(answers[0]?.replaceAll('`', '')).toMatch(
      /Nothing was done\..*boats[^]*bikes \| v1\.0\.0/,
    );
    expect(reactions).toEqual(['eyes', 'confused']);
  });

  it('is not obeyed at all when one line is wrong', async () => {
    const { answers } = await say('/assay lock west\n/assay statsu');
    expect(answers[0]).toContain('Nothing was done, since another line has a mistake.');
    expect(answers[0]).toContain('Did you mean `/assay status`?');
    expect((await say('/assay status')).answers[0]).not.toContain('locked');
  });

  it('is not obeyed at all when there are more than ten', async () => {
    const { answers } = await say('/assay help\n'.repeat(11));
    expect(answers[0]).toContain('The comment has 11 commands');
  });
});

describe('who may', () => {
  it('is said by the configuration of the default branch: a permission is not enough, a name is', async () => {
    const refused = await say('/assay promote bikes north');
    expect(refused.answers[0]).toContain(
      '`maintainer` may not use `/assay promote`, which is for administrators of the repository, `Reader`',
    );
    expect(refused.reactions).toEqual(['eyes', 'confused']);
    expect((await say('/assay promote bikes north', 'reader')).answers[0]).toContain('Opened');
  });

  it('counts the role maintain for more than write', async () => {
    const pull = await repository.open({ branch: 'roles', files: parameterChange('bikes', 0.2) });
    const { github } = world();
    expect((await say('/assay evaluate', 'maintainer', pull.number)).answers[0]).toContain(
      'which is for people who maintain the repository',
    );
    github.admin.setPermission(repository.name, 'maintainer', 'maintain');
    const { answers } = await say('/assay evaluate', 'maintainer', pull.number);
    github.admin.setPermission(repository.name, 'maintainer', 'write');
    expect(answers.at(-1)).toContain('No workflow has run for');
  });

  it('is shown by help as it is configured', async () => {
    const { answers } = await say('/assay help', 'reader');
    expect(answers[0]).toMatch(/promote.*administrators of the repository, `Reader`/);
    expect(answers[0]).toMatch(/`\/assay waive .*people whom `gate\.waivers` names/);
  });
});

describe('on a pull request', () => {
  it('compare shows the metrics beside those at a branch, a version or a commit, and explain its check', async () => {
    const pull = await repository.open({ branch: 'better', files: parameterChange('bikes', 0.3) });
    expect((await say('/assay compare bikes main', 'reader', pull.number)).answers[0]).toContain(
      'There is no successful evaluation of bikes',
    );
    await repository.play('pull_request', pull.head, { bikes: { mae: 38, rmse: 60 } });
    for (const ref of ['main', 'v1.0.0', 'bikes@v1.0.0', main.slice(0, 8)]) {
      const { answers } = await say(`/assay compare bikes ${ref}`, 'reader', pull.number);
      expect(answers.at(-1), ref).toMatch(/`mae`.*40.*38.*−2/);
      expect(answers.at(-1)).toContain('Both were evaluated on the same rows');
    }
    const { answers } = await say('/assay compare bikes nowhere', 'reader', pull.number);
    expect(answers.at(-1)).toContain('There is no commit, branch or tag');
    const explained = await say('/assay explain metric-gate', 'reader', pull.number);
    expect(explained.answers.at(-1)).toContain('Every gated metric is within its bounds');
    expect(explained.answers.at(-1)).toMatch(/`bikes` \| a failure blocks \| `risk tier minimal`/);
    expect(explained.answers.at(-1)).toMatch(/\[the check assay\]\(http.*\/runs\/\d+\)/);
    expect((await say('/assay explain metric-gat', 'reader')).answers[0]).toContain('did you mean');
  });

  it('evaluate writes the verdict again where somebody has changed it', async () => {
    const pull = await repository.open({ branch: 'again', files: parameterChange('bikes', 0.4) });
    await repository.play('pull_request', pull.head, { bikes: { mae: 39, rmse: 60 } });
    const before = await verdictComment(repository, pull.number);
    const { rest } = world().as('acme');
    const { data } = await rest.issues.listComments({
      ...repository.at,
      issue_number: pull.number,
    });
    const [verdict] = data;
    const marker = before.split('\n')[0] ?? '';
    await rest.issues.updateComment({
      ...repository.at,
      comment_id: verdict?.id ?? 0,
      body: `${marker}\nAll is well.`,
    });
    const { answers } = await say('/assay evaluate', 'acme', pull.number);
    expect(answers[0]).toContain('This pull request is judged again at');
    expect(await verdictComment(repository, pull.number)).toBe(before);
    expect((await say('/assay evaluate', 'acme')).answers[0]).toContain(
      'An issue has nothing to judge',
    );
  });
});
