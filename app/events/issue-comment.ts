import { parseComment } from '../../core/command/parse.ts';
import { ok } from '../../core/result.ts';
import type { EventHandler } from './event.ts';

/** Only new comments of people are read: an edited one would run with today's rights, and bots could talk for ever. */
export const issueCommentCreated: EventHandler<'issue_comment.created'> = {
  on: ['issue_comment.created'],
  tasksOf({ comment, issue, sender }) {
    if (sender.type === 'Bot' || comment.user?.type === 'Bot') return ok([]);
    if (parseComment(comment.body).kind === 'nothing') return ok([]);
    return ok([
      {
        kind: 'obey-command',
        comment: {
          id: comment.id,
          issue: issue.number,
          isPull: issue.pull_request !== undefined && issue.pull_request !== null,
          author: comment.user?.login ?? sender.login,
          body: comment.body,
          createdAt: comment.created_at,
          url: comment.html_url,
        },
      },
    ]);
  },
};
