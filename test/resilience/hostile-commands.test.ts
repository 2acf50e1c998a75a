import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseComment } from '../../core/command/parse.ts';
import { parameterChange } from '../e2e/app/content.ts';
import { checkAt, ledgerTree, verdictComment } from '../e2e/app/look.ts';
import { registerAt } from '../e2e/app/register.ts';
import { createRepository, type OpenedPull, type TestRepository } from '../e2e/app/repository.ts';
import { type Person, useWorld } from '../e2e/app/world.ts';
import { comments } from './hostile/comments.ts';
import { expectPlainWhenShown } from './hostile/expectations.ts';
import { say, scaled } from './scale.ts';

const world = useWorld();
const count = scaled(80, 10);
const values = { mae: 30, rmse: 50 };

let repository: TestRepository;
let pull: OpenedPull;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
  await registerAt(repository, main, '1.0.0');
  pull = await repository.open({ branch: 'candidate', files: parameterChange('bikes', 0.2) });
  await repository.play('pull_request', pull.head, { bikes: values });
});

/** Comments with something for the app in them, as GitHub takes them; some answer nothing. */
function bodies(): readonly string[] {
  const all = fc.sample(comments, { numRuns: 20 * count, seed: 4_711 });
  const kept = all
    .map((body) => body.toWellFormed().replaceAll('\0', '').slice(0, 65_000))
    .filter((body, index) => index % 40 === 0 || parseComment(body).kind !== 'nothing');
  return [...new Set(kept)].slice(0, count);
}

/** Comments on the pull request; gives the app's answers to it and its reactions. */
async function comment(body: string, by: Person) {
  const { rest, paginate } = world().as(by);
  const at = { ...repository.at, issue_number: pull.number };
  const { data } = await rest.issues.createComment({ ...at, body });
  await repository.settled();
  const all = await paginate(rest.issues.listComments, { ...at, per_page: 100 });
  const { data: reactions } = await rest.reactions.listForIssueComment({
    ...repository.at,
    comment_id: data.id,
  });
  return {
    answers: all
      .map((one) => one.body ?? '')
      .filter((text) => text.startsWith(`<!-- assay:answer ${data.id} -->`)),
    reactions: reactions.map(({ content }) => content),
  };
}

async function stand(body: string, by: Person): Promise<void> {
  const parsed = parseComment(body);
  const before = await ledgerTree(repository);
  const { answers, reactions } = await comment(body, by);
  expect(answers).toHaveLength(parsed.kind === 'nothing' ? 0 : 1);
  for (const answer of answers) {
    expect(answer.length).toBeLessThanOrEqual(65_536);
    expectPlainWhenShown(answer, `${world().github.url}/`);
  }
  const isWrong =
    parsed.kind === 'too-many' ||
    (parsed.kind === 'commands' && parsed.lines.some(({ kind }) => kind !== 'command'));
  if (isWrong) expect(reactions).toEqual(['eyes', 'confused']);
  // Whoever may only read changes nothing, and a comment with a mistake does not.
  if (isWrong || by === 'reader') expect(await ledgerTree(repository)).toBe(before);
  expect(world().warnings).toEqual([]);
}

describe('commands that somebody made up', () => {
  it(
    'are answered by the app, which stands',
    async () => {
      const all = bodies();
      expect(all).toHaveLength(count);
      for (const [index, body] of all.entries()) {
        try {
          await stand(body, index % 2 === 0 ? 'reader' : 'maintainer');
        } catch (error) {
          const shown = fc.stringify(body).slice(0, 1_000);
          throw new Error(`This comment is not withstood: ${shown}`, { cause: error });
        }
      }
      say(`${count} hostile comments answered by the app.`);
    },
    5 * 60_000,
  );

  it('leave an app that judges a good pull request, and a bad one, as before', async () => {
    const next = await repository.open({ branch: 'next', files: parameterChange('bikes', 0.3) });
    await repository.play('pull_request', next.head, { bikes: values });
    expect(await checkAt(repository, next.head)).toMatchObject({ conclusion: 'success' });
    expect(await verdictComment(repository, next.number)).toContain('Ready to merge');
    await repository.play('pull_request', next.head, { bikes: { mae: 90, rmse: 120 } });
    expect(await checkAt(repository, next.head)).toMatchObject({ conclusion: 'failure' });
  });
});
