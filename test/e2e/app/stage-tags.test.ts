import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { assignStage } from '../../../adapters/github/stage-tags.ts';
import { stageTagOf } from '../../../core/promotion/stage-tag.ts';
import { installed } from '../../tools/installed.ts';
import { createClock } from './clock.ts';
import { ask, filesWith, merge, openPromotion } from './environment.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const run = promisify(execFile);
const gto = installed('gto');
const clock = createClock();
const world = useWorld(() => clock.now());

let repository: TestRepository;

beforeAll(async () => {
  repository = await createRepository(
    world(),
    filesWith({}, '{ type: releases, stage_tags: true }'),
  );
  for (const version of ['1.0.0', '1.1.0']) {
    // GTO knows a version by its commit.
    const files = { 'NOTES.md': `Trained ${version}.\n` };
    const main = await repository.push({ branch: 'main', files });
    await registerAt(repository, main, version);
  }
  // As GTO had assigned it before there was Assay.
  const { data } = await world()
    .as('acme')
    .rest.git.getRef({ ...repository.at, ref: 'heads/main' });
  await annotatedTag('bikes#archive#7', data.object.sha, 'By hand');
});

async function annotatedTag(tag: string, object: string, message: string): Promise<void> {
  const { git } = world().as('acme').rest;
  const made = await git.createTag({ ...repository.at, tag, message, object, type: 'commit' });
  await git.createRef({ ...repository.at, ref: `refs/tags/${tag}`, sha: made.data.sha });
}

async function promoted(version: string, environment: string): Promise<number> {
  await ask(repository, `/assay promote bikes@${version} ${environment}`);
  const { number } = await openPromotion(repository, environment);
  await merge(repository, number);
  clock.pass();
  return number;
}

async function stageTags(): Promise<readonly string[]> {
  const { git } = world().as('reader').rest;
  const { data } = await git.listMatchingRefs({ ...repository.at, ref: 'tags/bikes#' });
  return data.map(({ ref }) => ref.replace('refs/tags/', '')).toSorted();
}

/** What `gto show` says of the stages, in a clone. */
async function shown(): Promise<unknown> {
  const folder = await mkdtemp(join(world().folder, 'gto-'));
  const from = world().github.actions.bareRepository(repository.name);
  await run('git', ['clone', '--quiet', from, folder]);
  const env = { ...process.env, COLUMNS: '200' };
  const { stdout } = await run(gto ?? 'gto', ['show', '--json'], { cwd: folder, env });
  return JSON.parse(stdout);
}

describe('the tags of stages', () => {
  it('follow each merged promotion, and count on from those that GTO has made', async () => {
    await promoted('1.0.0', 'staging');
    await promoted('1.0.0', 'production');
    const number = await promoted('1.1.0', 'staging');
    const tags = ['bikes#archive#7', 'bikes#production#9', 'bikes#staging#10', 'bikes#staging#8'];
    expect(await stageTags()).toEqual(tags);
    const { git } = world().as('reader').rest;
    const ref = await git.getRef({ ...repository.at, ref: 'tags/bikes#staging#10' });
    const { data } = await git.getTag({ ...repository.at, tag_sha: ref.data.object.sha });
    expect(data.message).toContain(`By pull request #${number}.`);
  });

  it('are made once for a merge, however often that is recorded, and by several at once', async () => {
    const octokit = world().as('acme');
    const client = { octokit, ...repository.at, memory: emptyMemory() };
    const { data } = await octokit.rest.git.getRef({ ...repository.at, ref: 'heads/main' });
    const commit = data.object.sha;
    const message = `Assign bikes v1.1.0 to live\n\nBy pull request #901.`;
    const assignment = { model: 'bikes', stage: 'live', commit, message };
    expect(await assignStage(client, assignment)).toBeNull();
    expect(await assignStage(client, assignment)).toBeNull();
    const ref = 'tags/bikes@v1.0.0';
    const { data: before } = await octokit.rest.git.getRef({ ...repository.at, ref });
    const tag = await octokit.rest.git.getTag({ ...repository.at, tag_sha: before.object.sha });
    const others = [902, 903, 904].map((number) => ({
      ...assignment,
      commit: tag.data.object.sha,
      message: `Assign bikes v1.0.0 to live\n\nBy pull request #${number}.`,
    }));
    await Promise.all(others.map((one) => assignStage(client, one)));
    const made = await stageTags();
    // What was promoted before is not promoted again by the same pull request.
    expect(await assignStage(client, assignment)).toBeNull();
    expect(await stageTags()).toEqual(made);
    const numbers = made.flatMap((name) => {
      const parsed = stageTagOf('bikes', name);
      return parsed?.stage === 'live' ? [parsed.number] : [];
    });
    expect(numbers.toSorted((a, b) => a - b)).toEqual([11, 12]);
  });

  it.skipIf(gto === null)(
    'are read by GTO itself, which shows the versions in their stages',
    async () => {
      expect(await shown()).toMatchObject({
        bikes: {
          version: 'v1.1.0',
          stage: { archive: 'v1.1.0', production: 'v1.0.0', staging: 'v1.1.0', live: 'v1.0.0' },
        },
      });
    },
  );
});
