import { cp } from 'node:fs/promises';
import { betterModel, firstCommit, workflowOfTheApp, worseModel } from './changes.ts';
import { commitChange, merge, openPullRequest } from './contribute.ts';
import { driftIsAnswered } from './drift.ts';
import { expect } from './expect.ts';
import {
  assayCheck,
  expectGreenRuns,
  release,
  releasedRecord,
  stickyComment,
  verdictLine,
} from './look.ts';
import { productionBreaks, productionIsReached, versionIsPromoted } from './environments.ts';
import type { Act } from './act.ts';
import type { World } from './world.ts';

const model = 'bike-demand';

/** The repository is made from the example; its first commit is trained and registered as v1.0.0. */
export const firstVersion: Act = async (world, narrator) => {
  narrator.act('Before: the first commit');
  await narrator.step('ml-engineer pushes the example to main', async () => {
    const clone = await world.clone('ml-engineer');
    await cp(firstCommit.folder, clone.folder, { recursive: true });
    await clone.git('switch', '--quiet', '-C', 'main');
    const files = world.app === null ? workflowOfTheApp : {};
    await commitChange(clone, { ...firstCommit.change, files });
    await clone.git('push', '--quiet', '-u', 'origin', 'main');
  });
  await narrator.step(`the workflow trains, evaluates and registers ${model}@v1.0.0`, async () => {
    await world.settled();
    await expectGreenRuns(world);
    await expectVersion(world, '1.0.0');
  });
  await narrator.step('ml-engineer protects main: the check "assay" is required', async () => {
    world.github.admin.protectBranch(`${world.owner}/${world.repo}`, 'main', {
      requiredChecks: ['assay'],
    });
    await Promise.resolve();
  });
};

/** A better model is judged, merged and registered as v1.1.0. */
export const betterModelIsMerged: Act = async (world, narrator) => {
  narrator.act('1. A pull request with a better model');
  const number = await narrator.step(`data-scientist opens "${betterModel.title}"`, () =>
    openPullRequest(world, 'data-scientist', betterModel),
  );
  await narrator.step('its workflow runs; the app comments and sets the check', async () => {
    await world.settled();
    await expectGreenRuns(world);
    const { conclusion, title } = await assayCheck(world, number);
    expect(
      conclusion === 'success',
      `The check of #${number} should be success; it is ${conclusion}: ${title}.`,
    );
    narrator.note(verdictLine(await stickyComment(world, number)));
  });
  await narrator.step('the pull request is merged', async () => {
    const { status, message } = await merge(world, 'data-scientist', number);
    expect(status === 200, `#${number} should be merged; GitHub answers ${status}: ${message}.`);
  });
  await narrator.step(
    `the workflow on main registers the judged bytes as ${model}@v1.1.0`,
    async () => {
      await world.settled();
      await expectGreenRuns(world);
      await expectVersion(world, '1.1.0');
      await expectReuse(world, '1.1.0');
    },
  );
};

/** A worse model fails the check, and the merge is refused. */
export const worseModelIsRefused: Act = async (world, narrator) => {
  narrator.act('2. A pull request with a worse model');
  const number = await narrator.step(`data-scientist opens "${worseModel.title}"`, () =>
    openPullRequest(world, 'data-scientist', worseModel),
  );
  await narrator.step(
    'the comment shows the regression and the harmful pickle; the check fails',
    async () => {
      await world.settled();
      await expectGreenRuns(world);
      const { conclusion, title } = await assayCheck(world, number);
      expect(
        conclusion === 'failure',
        `The check of #${number} should be failure; it is ${conclusion}: ${title}.`,
      );
      const comment = await stickyComment(world, number);
      expect(
        comment.includes('regression'),
        `The comment of #${number} should show the regression.`,
      );
      expect(
        comment.includes('os.system'),
        `The comment of #${number} should show what loading the model would run.`,
      );
      narrator.note(verdictLine(comment));
    },
  );
  await narrator.step('the merge is refused by the required check', async () => {
    const { status, message } = await merge(world, 'data-scientist', number);
    expect(status === 405, `The merge of #${number} should be refused; GitHub answers ${status}.`);
    narrator.note(message);
  });
};

/** The acts in the order of the story. */
export const acts: readonly Act[] = [
  firstVersion,
  betterModelIsMerged,
  worseModelIsRefused,
  versionIsPromoted,
  productionIsReached,
  productionBreaks,
  driftIsAnswered,
];

/**
 * The same without production, for where there is no server: all of it within a few minutes would take more calls than GitHub
 * gives to the token of a workflow's jobs in an hour.
 */
export const actsWithoutServer: readonly Act[] = acts.filter(
  (act) => act !== productionIsReached && act !== productionBreaks,
);

async function expectVersion(world: World, version: string): Promise<void> {
  const { assets } = await release(world, `${model}@v${version}`);
  for (const name of [
    `${model}-${version}.tar.gz`,
    'run.json',
    'evaluation.json',
    'version.json',
  ]) {
    expect(
      assets.includes(name),
      `The release ${model}@v${version} should have the asset ${name}.`,
    );
  }
}

/** Nothing was trained after the merge: the version has the bytes that the pull request was judged on. */
async function expectReuse(world: World, version: string): Promise<void> {
  const run = await releasedRecord(world, `${model}@v${version}`, 'run.json');
  expect(
    'reused' in run && run.reused?.workflow.event === 'pull_request',
    `${model} ${version} should be the model that was judged in the pull request, and was trained again.`,
  );
}
