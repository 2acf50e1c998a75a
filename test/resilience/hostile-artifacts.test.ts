import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Artifact, artifacts, bytesOf, untouched } from './hostile/artifacts.ts';
import {
  expectPlain,
  expectPlainWhenShown,
  expectRefused,
  expectStanding,
} from './hostile/expectations.ts';
import { judged } from './hostile/judged.ts';
import { say, scaled } from './scale.ts';

/** So many go through the judge together: a thread for the rules serves all of them. */
const together = 25;
const count = scaled(5_000, 200);
/** Reading a comment as GitHub would takes longer than all before it. */
const shownOfEach = together;
const longestMs = 60_000;

async function stand(all: readonly Artifact[]): Promise<void> {
  const begun = performance.now();
  const outcomes = await judged(await Promise.all(all.map(bytesOf)));
  expect(performance.now() - begun).toBeLessThan(longestMs);
  for (const [index, outcome] of outcomes.entries()) {
    const artifact = all[index];
    if (artifact === undefined) throw new TypeError('There are more outcomes than artifacts.');
    const { comment, check } = outcome;
    try {
      expectStanding(outcome);
      expectRefused(artifact, outcome);
      for (const text of [comment, check.summary, check.text]) expectPlain(text);
      if (index % shownOfEach === 0) expectPlainWhenShown(comment);
    } catch (error) {
      const made = fc.stringify(artifact).slice(0, 1_000);
      throw new Error(`This artifact is not withstood: ${made}`, { cause: error });
    }
  }
}

describe('an artifact that a pull request made up', () => {
  it('passes every check when nothing of it was changed', async () => {
    const [outcome] = await judged([await untouched()]);
    const open = outcome?.judgement.checks.filter((check) => check.outcome !== 'pass');
    expect(open).toEqual([]);
    expect(outcome?.judgement.checks.length).toBeGreaterThanOrEqual(26);
  });

  it(
    'leaves the judge standing, with the right refusal and a comment of plain text',
    async () => {
      const batches = fc.array(artifacts, { minLength: together, maxLength: together });
      await fc.assert(fc.asyncProperty(batches, stand), {
        numRuns: count / together,
        seed: 4_711,
        // A batch is slow to shrink, and long: its error says what failed in it.
        endOnFailure: true,
        reporter: ({ errorInstance }) => {
          if (errorInstance !== null) throw errorInstance;
        },
      });
      say(`${count} hostile artifacts withstood.`);
    },
    10 * 60_000,
  );
});
