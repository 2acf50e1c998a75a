import { describe, expect, it } from 'vitest';
import { commentMarker, renderComment } from '../../../core/report/comment.ts';
import { renderWaitingComment } from '../../../core/report/waiting-comment.ts';
import { head, repository } from '../judge/candidate.ts';
import { churn, sampleInput } from './sample.ts';

const repositoryUrl = `https://github.com/${repository}`;
const text = { repositoryUrl, head: 'd'.repeat(40), models: ['bikes', 'taxis'] };
const verdict = renderComment(sampleInput(churn()));

describe('renderWaitingComment', () => {
  it('names the commit and the models that are awaited', () => {
    const body = renderWaitingComment(text, null);
    expect(body.split('\n').slice(0, 2)).toEqual([commentMarker, '## ⏳ Waiting for the workflow']);
    expect(body).toContain(
      `The verdict on \`bikes\`, \`taxis\` at [\`ddddddd\`](${repositoryUrl}/commit/${text.head}) follows`,
    );
    expect(body).not.toContain('<details>');
  });

  it('keeps the verdict before, folded away and marked as one on an earlier commit', () => {
    const body = renderWaitingComment(text, verdict);
    expect(body).toContain(
      '<summary>The verdict on an earlier commit</summary>\n\n## ⚠️ Can be merged',
    );
    expect(body).toContain(`For commit [\`${head.slice(0, 7)}\`]`);
    expect(body.split(commentMarker)).toHaveLength(2);
  });

  it('keeps it once, however many pushes follow each other', () => {
    const once = renderWaitingComment(text, verdict);
    const again = { ...text, head: 'e'.repeat(40) };
    const twice = renderWaitingComment(again, renderWaitingComment(again, once));
    expect(twice).toBe(
      once.replaceAll('d'.repeat(40), again.head).replaceAll('ddddddd', 'eeeeeee'),
    );
  });

  it('keeps nothing of what is not a comment of ours, has no verdict, or is too long', () => {
    const bare = renderWaitingComment(text, null);
    expect(renderWaitingComment(text, 'Looks good.')).toBe(bare);
    expect(renderWaitingComment(text, bare)).toBe(bare);
    expect(renderWaitingComment(text, `${commentMarker}\n${'x'.repeat(65_000)}`)).toBe(bare);
  });

  it('stays within what GitHub takes', () => {
    const many = { ...text, models: Array.from({ length: 3_000 }, () => 'm'.repeat(90)) };
    const long = `${commentMarker}\n${'x'.repeat(62_000)}`;
    const body = renderWaitingComment(many, long);
    expect(body).toContain('and 2980 more');
    expect(body.length).toBeLessThan(65_000);
  });
});
