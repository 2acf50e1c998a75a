import { describe, expect, it } from 'vitest';
import { withRequester } from '../../../core/proposal/requester.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { answeredIn, driftRecordIn, withDriftRecord } from '../../../core/retrain/trailer.ts';

const id = sha256('a drift record');
const ours = { author: 'assay[bot]', committer: 'web-flow' };

describe('the drift record that a commit answers', () => {
  it('stands at its end, before who asked for it', () => {
    const message = withDriftRecord(id, 'Retrain bikes\n\nSet a to b.');
    expect(driftRecordIn(message)).toBe(id);
    expect(driftRecordIn(withRequester('octocat', message))).toBe(id);
    expect(driftRecordIn(withDriftRecord(null, 'Retrain bikes'))).toBeNull();
  });

  it.each([
    ['the subject alone', `Drift-record: ${id}`],
    ['the middle of the text', `Retrain\n\nDrift-record: ${id}\n\nMore.`],
    ['a line among others', `Retrain\n\nA sentence.\nDrift-record: ${id}`],
    ['another form', `Retrain\n\nDrift-record: ${id.slice(0, 20)}`],
    ['more behind it', `Retrain\n\nDrift-record: ${id} and more`],
  ])('is not read from %s', (_, message) => {
    expect(driftRecordIn(message)).toBeNull();
  });

  it('is that of our newest commit, whatever others write into theirs', () => {
    const other = withDriftRecord(sha256('forged'), 'Mine');
    const commits = [
      { ...ours, message: withDriftRecord(id, 'Retrain bikes') },
      { author: 'octocat', committer: 'octocat', message: other },
      { author: 'assay[bot]', committer: 'octocat', message: other },
    ];
    expect(answeredIn(commits, 'assay[bot]')).toEqual({ drift: id, requested: false });
    expect(answeredIn([], 'assay[bot]')).toEqual({ drift: null, requested: false });
  });
});
