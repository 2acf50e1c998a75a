import type { Act } from './act.ts';
import { feltTemperature } from './changes.ts';
import { merge, openPullRequest } from './contribute.ts';
import { expectDeployed } from './deployed.ts';
import { expect, present } from './expect.ts';
import { assayCheck, expectGreenRuns, openPulls, stickyComment, verdictLine } from './look.ts';
import type { Narrator } from './narrator.ts';
import { approve, command } from './speak.ts';
import { verifyVersion } from './verify.ts';
import type { World } from './world.ts';

const model = 'bike-demand';
/** Deployments of the version that production can't serve. */
const redDeployments = 1;

/** A comment promotes the newest version, by a pull request, to staging; it is deployed and verified. */
export const versionIsPromoted: Act = async (world, narrator) => {
  narrator.act('3. A promotion by a comment');
  await promoted(world, narrator, 'staging', '1.1.0');
  await narrator.step(
    'the workflow Deploy brings it out, and reports that it is healthy',
    async () => {
      await expectGreenRuns(world);
      narrator.note((await expectDeployed(world, 'staging', '1.1.0', 'success')).description);
    },
  );
  await narrator.step(`assay verify ${model}@1.1.0: bytes, records and signatures`, async () => {
    narrator.note(await verifyVersion(world, `${model}@1.1.0`));
  });
};

/** The same version goes on to production, where somebody must approve it. */
export const productionIsReached: Act = async (world, narrator) => {
  await promoted(world, narrator, 'production', '1.1.0');
  await narrator.step('production is healthy', async () => {
    await expectGreenRuns(world);
    await expectDeployed(world, 'production', '1.1.0', 'success');
  });
};

/** A version that is better by every metric asks for what production lacks; a comment goes back. */
export const productionBreaks: Act = async (world, narrator) => {
  narrator.act('4. Production breaks');
  await narrator.step(`"${feltTemperature.title}" is judged, merged and registered`, async () => {
    const number = await openPullRequest(world, 'data-scientist', feltTemperature);
    await world.settled();
    narrator.note(verdictLine(await stickyComment(world, number)));
    await expectMerge(world, number);
    await world.settled();
  });
  await promoted(world, narrator, 'staging', '1.2.0');
  await promoted(world, narrator, 'production', '1.2.0');
  await narrator.step('production is not healthy, and people are told how to go back', async () => {
    await expectGreenRuns(world, redDeployments);
    narrator.note((await expectDeployed(world, 'production', '1.2.0', 'failure')).description);
  });
  const number = await narrator.step(
    `data-scientist comments /assay rollback ${model} production`,
    async () => {
      await command(
        world,
        'data-scientist',
        `/assay rollback ${model} production "No forecasts since noon."`,
      );
      return openPromotion(world, 'production');
    },
  );
  await narrator.step('its check succeeds at once, without an approval; it is merged', async () => {
    await expectSuccess(world, number);
    await expectMerge(world, number);
    await world.settled();
    await expectGreenRuns(world, redDeployments);
    narrator.note((await expectDeployed(world, 'production', '1.1.0', 'success')).description);
  });
  await narrator.step('/assay status shows what is where', async () => {
    const answer = await command(world, 'data-scientist', '/assay status');
    for (const line of answer.split('\n').filter((text) => text.startsWith('|')))
      narrator.note(line);
  });
};

/** A version goes into an environment by a comment: the pull request, its check, an approval where one is asked for, the merge. */
async function promoted(
  world: World,
  narrator: Narrator,
  environment: 'staging' | 'production',
  version: string,
): Promise<void> {
  const number = await narrator.step(
    `data-scientist comments /assay promote ${model} ${environment}: a pull request changes the desired state`,
    async () => {
      await command(world, 'data-scientist', `/assay promote ${model} ${environment}`);
      return openPromotion(world, environment);
    },
  );
  if (environment === 'production') {
    await narrator.step('its check waits for an approval; ml-engineer approves', async () => {
      const { conclusion, title } = await assayCheck(world, number);
      expect(
        conclusion === 'failure',
        `#${number} should wait for an approval; it is ${conclusion}: ${title}.`,
      );
      await approve(world, 'ml-engineer', number);
      await world.settled();
    });
  }
  await narrator.step(`its check succeeds; v${version} is merged`, async () => {
    await expectSuccess(world, number);
    await expectMerge(world, number);
    await world.settled();
  });
}

async function openPromotion(world: World, environment: string): Promise<number> {
  const [pull, ...others] = await openPulls(world, `assay/promote/${model}/${environment}`);
  expect(others.length === 0, 'There should be one promotion pull request.');
  return present(pull, 'There should be a promotion pull request.').number;
}

async function expectSuccess(world: World, number: number): Promise<void> {
  const { conclusion, title } = await assayCheck(world, number);
  expect(
    conclusion === 'success',
    `The check of #${number} should be success; it is ${conclusion}: ${title}.`,
  );
}

async function expectMerge(world: World, number: number): Promise<void> {
  const { status, message } = await merge(world, 'ml-engineer', number);
  expect(status === 200, `#${number} should be merged; GitHub answers ${status}: ${message}.`);
}
