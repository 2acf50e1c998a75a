import { literal } from './literal.ts';

/** The first line of an answer: it ties the answer to its comment, so that there is one. */
export function answerMarker(commentId: number): string {
  return `<!-- assay:answer ${commentId} -->`;
}

/** GitHub takes 65,535 characters. */
const mostCharacters = 60_000;

/**
 * The answer to a comment: to one command as it is, to several a section each, those that wait among them. `texts` are
 * the lines as they were typed, `bodies` the answers that there are, in the same order.
 */
export function renderAnswer(
  commentId: number,
  texts: readonly string[],
  bodies: readonly string[],
): string {
  const marker = answerMarker(commentId);
  const [only] = bodies;
  if (texts.length === 1 && only !== undefined)
    return `${marker}\n${fitting(only, mostCharacters)}`;
  const most = Math.floor(mostCharacters / texts.length) - 300;
  const sections = texts.map((text, index) => {
    const body = bodies[index];
    return `**${literal(text)}**\n\n${body === undefined ? 'Not done yet.' : fitting(body, most)}`;
  });
  return [marker, ...sections].join('\n\n');
}

/** A part of a table would be no table any more: what is too long is left out. */
function fitting(body: string, most: number): string {
  if (body.length <= most) return body;
  return 'The answer is too long to be shown here: ask for less, or by a comment of its own.';
}
