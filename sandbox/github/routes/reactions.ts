import { reactionJson } from '../json/reaction.ts';
import { created, found, json, list, type Route, text } from '../route.ts';
import { type Reaction, timestamp } from '../state.ts';

const permission = ['issues', 'pull_requests'] as const;

/** Reactions to the comments of issues and pull requests. */
export const reactions = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/comments/:comment/reactions',
    need: { permission, level: 'read' },
    handle({ state, repository, id, query }) {
      const comment = found(repository.comments.get(id('comment')));
      const content = query.get('content');
      return list(
        comment.reactions
          .filter((reaction) => content === null || reaction.content === content)
          .map((reaction) => reactionJson(state, reaction)),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/issues/comments/:comment/reactions',
    need: { permission, level: 'write', person: 'read' },
    handle({ state, repository, account, id, body }) {
      const comment = found(repository.comments.get(id('comment')));
      const content = text(body, 'content') ?? '';
      const known = comment.reactions.find(
        (one) => one.author === account && one.content === content,
      );
      if (known !== undefined) return json(reactionJson(state, known));
      const reaction: Reaction = {
        id: state.nextId(),
        content,
        author: account,
        createdAt: timestamp(state),
      };
      comment.reactions.push(reaction);
      return created(reactionJson(state, reaction));
    },
  },
] as const satisfies readonly Route[];
