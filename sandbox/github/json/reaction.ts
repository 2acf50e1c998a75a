import { nodeId } from '../node-id.ts';
import type { Reaction, State } from '../state.ts';
import { accountJson } from './account.ts';

const contents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

/** One reaction, as `GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions` lists it. */
export function reactionJson(state: State, reaction: Reaction): Record<string, unknown> {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: accountJson(state, reaction.author),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

/** How often each reaction was given to the thing at this address. */
export function reactionRollup(
  url: string,
  reactions: readonly Reaction[],
): Record<string, unknown> {
  const count = (content: string): number =>
    reactions.filter((reaction) => reaction.content === content).length;
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    ...Object.fromEntries(contents.map((content) => [content, count(content)])),
  };
}
