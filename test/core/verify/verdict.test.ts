import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import { byKey, claimIn, factsOf, found, signedFacts, statementsOf, takenOver } from './facts.ts';

const usual = takenOver();
/** Trained again after the merge: no record of the version names the judged training. */
const trainedAgain = (() => {
  const records = takenOver();
  const { reused: _, ...run } = records.run;
  return { ...records, run };
})();

describe('the gate of a version', () => {
  it('is proved where the verdict judged the training that the version took over', () => {
    expect(claimIn(factsOf(usual), 'verdict')).toMatchObject({
      outcome: 'proved',
      sentence: expect.stringContaining('checks waived: metric-gate by'),
    });
  });

  it('is open where the verdict judged another training, or nothing', () => {
    for (const records of [
      trainedAgain,
      takenOver({ verdict: { run: sha256('another') } }),
      takenOver({ verdict: { run: null } }),
    ]) {
      expect(claimIn(factsOf(records), 'verdict')).toMatchObject({
        outcome: 'open',
        sentence: expect.stringContaining('"assay evidence" compares the bytes'),
      });
    }
  });

  it('is not read from a run record that version.json does not name', () => {
    const facts = factsOf(usual);
    const run = found({ ...usual.run, id: sha256('another') });
    const changed = { ...facts, records: { ...facts.records, run } };
    expect(claimIn(changed, 'verdict')?.outcome).toBe('open');
  });

  it('is contradicted by a verdict of another repository, and open where nothing says that it was merged', () => {
    const other = takenOver({ verdict: { repository: 'evil/other' } });
    expect(claimIn(factsOf(other), 'verdict')).toMatchObject({
      outcome: 'failed',
      sentence: expect.stringContaining('evil/other'),
    });
    const { merged: _, ...verdict } = usual.verdict;
    expect(claimIn(factsOf({ ...usual, verdict }), 'verdict')).toMatchObject({
      outcome: 'open',
      sentence: expect.stringContaining('whether its pull request was merged'),
    });
  });
});

/** What is found of a signed result and a signed verdict. */
function signed(records: typeof usual, ofTheseBytes: boolean) {
  const facts = signedFacts(records, byKey, {}, statementsOf(records, ofTheseBytes));
  return [claimIn(facts, 'test-result')?.outcome, claimIn(facts, 'verdict-result')?.outcome];
}

describe('signed results', () => {
  it('of these bytes are proved only where the verdict is of their training', () => {
    expect(signed(usual, true)).toEqual(['proved', 'proved']);
    expect(signed(trainedAgain, true)).toEqual(['open', 'open']);
  });

  it('that say of the verdict that it judged other bytes claim nothing of it, and hold', () => {
    expect(signed(trainedAgain, false)[0]).toBe('proved');
  });

  it('say why there is no verdict where the one on record judged another training', () => {
    const [one, two] = statementsOf(trainedAgain, false);
    const statements = [one, two].filter((each) => each !== undefined);
    const facts = signedFacts(trainedAgain, byKey, {}, statements);
    expect(claimIn(facts, 'verdict-result')).toMatchObject({
      outcome: 'open',
      sentence: expect.stringContaining('judged another training'),
    });
  });
});
