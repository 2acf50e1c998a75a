import type { Act } from './act.ts';
import { evenLaterData, laterData } from './changes.ts';
import { pushToMain } from './contribute.ts';
import { expect, present } from './expect.ts';
import { expectGreenRuns, openPulls, pullOf, stickyComment, verdictLine } from './look.ts';
import type { World } from './world.ts';

const model = 'bike-demand';
const branch = `assay/retrain/${model}`;
/** Of the version that production could not serve. */
const redDeployments = 1;

/**
 * Monitoring finds that the model has become worse where it is used: one retraining pull request, judged against the champion,
 * also on the weeks that drifted, and kept up to date.
 */
export const driftIsAnswered: Act = async (world, narrator) => {
  narrator.act('5. The world changes');
  await narrator.step(`new data arrives on main: ${laterData.title}`, () =>
    pushToMain(world, 'ml-engineer', laterData),
  );
  const first = await narrator.step(
    'the schedule strikes: monitor finds drift, the app opens a retraining pull request',
    async () => {
      await monitored(world);
      const pulls = await openPulls(world, branch);
      expect(
        pulls.length === 1,
        `There should be one retraining pull request, not ${pulls.length}.`,
      );
      const pull = present(pulls[0], 'There should be a retraining pull request.');
      const { body } = await pullOf(world, pull.number);
      narrator.note(
        present(/It has been there since [^.]*\./.exec(body)?.[0], 'It should say since when.'),
      );
      const row = present(/^\| `mae` .*$/m.exec(body)?.[0], 'It should say how the model fares.');
      narrator.note(plain(row));
      return pull;
    },
  );
  await narrator.step('its own run shows the retrained model against the champion', async () => {
    const comment = await stickyComment(world, first.number);
    expect(
      comment.includes('champion'),
      `The comment of #${first.number} should compare with the champion.`,
    );
    narrator.note(verdictLine(comment));
  });
  await narrator.step(`more data arrives: ${evenLaterData.title}`, () =>
    pushToMain(world, 'ml-engineer', evenLaterData),
  );
  await narrator.step(
    'a second drift report updates that pull request and opens no other',
    async () => {
      await monitored(world);
      const pulls = await openPulls(world, branch);
      expect(
        pulls.length === 1 && pulls[0]?.number === first.number,
        `Pull request #${first.number} should be the only one; open are ${pulls.map(({ number }) => `#${number}`).join(', ')}.`,
      );
      expect(
        pulls[0].head !== first.head,
        `Pull request #${first.number} should have a new commit with the later window.`,
      );
      narrator.note(verdictLine(await stickyComment(world, first.number)));
    },
  );
  await narrator.step(
    'enough of the judged days lie in the drift by now: it is surely better there, and labelled',
    () => expectBetter(world, first.number),
  );
};

async function monitored(world: World): Promise<void> {
  await world.settled();
  await world.github.admin.strikeSchedule(`${world.owner}/${world.repo}`);
  await world.settled();
  await expectGreenRuns(world, redDeployments);
}

/** On the judged rows that drifted it is better than the champion, and labelled so. */
async function expectBetter(world: World, number: number): Promise<void> {
  const comment = await stickyComment(world, number);
  expect(
    /On the drifted window.*surely better/.test(comment),
    `The comment of #${number} should show the retrained model on the rows that drifted.`,
  );
  const { labels } = await pullOf(world, number);
  expect(
    labels.includes('ready-to-merge'),
    `#${number} should be labelled ready-to-merge; it has ${labels.join(', ') || 'no label'}.`,
  );
}

function plain(row: string): string {
  return row.replaceAll(/[`|]/g, ' ').replaceAll(/\s+/g, ' ').trim();
}
