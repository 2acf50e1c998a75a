import { describe, expect, it } from 'vitest';
import { checkRunRequested } from '../../../app/events/check-run.ts';
import { ok } from '../../../core/result.ts';

const head = 'a'.repeat(40);

function requested(name: string, branch: string) {
  const payload = {
    action: 'rerequested',
    check_run: { name, head_sha: head, check_suite: { head_branch: branch } },
  };
  return checkRunRequested.tasksOf(payload as Parameters<typeof checkRunRequested.tasksOf>[0]);
}

describe('a check that is asked for again', () => {
  it('has the pull requests with its head judged', () => {
    expect(requested('assay', 'a-branch')).toEqual(
      ok([{ kind: 'review-head', head, from: null, anew: true }]),
    );
  });

  it('is not taken for that of a merge queue by the name of its branch, which anybody may choose', () => {
    expect(requested('assay', `gh-readonly-queue/main/pr-7-${'b'.repeat(40)}`)).toEqual(
      ok([{ kind: 'review-head', head, from: null, anew: true }]),
    );
  });

  it('of another name is nobody of ours', () => {
    expect(requested('assay (default branch)', 'main')).toEqual(ok([]));
  });
});
