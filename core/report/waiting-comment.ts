import { commentMarker } from './comment.ts';
import { commitLink } from './link.ts';
import { literal } from './literal.ts';
import { signs } from './sign.ts';

/** Before what is kept of an earlier comment; what is behind it is kept as it is while pushes follow each other. */
const earlierMarker = '<!-- assay:earlier -->';

/** An earlier verdict beyond this size is not kept: the comment must stay within what GitHub takes. */
const mostEarlier = 62_500;

/** What is known at a new push. */
export interface WaitingText {
  /** `https://github.com/owner/name`, without a slash at the end. */
  readonly repositoryUrl: string;
  /** The commit that is being judged. */
  readonly head: string;
  readonly models: readonly string[];
}

/**
 * The comment from a new push on until its verdict: which commit and which models are awaited. `previous` is the body
 * of our own comment before, whose verdict is kept folded away and marked as one on an earlier commit.
 */
export function renderWaitingComment(text: WaitingText, previous: string | null): string {
  const { repositoryUrl, head, models } = text;
  const names = models.slice(0, 20).map((model) => literal(model, 64));
  const more = models.length > names.length ? ` and ${models.length - names.length} more` : '';
  return [
    commentMarker,
    `## ${signs.waiting} Waiting for the workflow`,
    '',
    `The verdict on ${names.length === 0 ? 'the models' : `${names.join(', ')}${more}`} at ${commitLink(repositoryUrl, head)} follows when the workflow runs of that commit have finished. If none starts, look whether the workflow's \`paths\` let the changed files through.`,
    ...earlier(previous),
  ].join('\n');
}

function earlier(previous: string | null): readonly string[] {
  if (previous === null || !previous.startsWith(commentMarker)) return [];
  // As a line of its own: text of a record may hold the marker too, within a line.
  const kept = previous.indexOf(`\n${earlierMarker}\n`);
  if (kept !== -1) return ['', previous.slice(kept + 1)];
  const body = previous.slice(commentMarker.length).trim();
  // A comment that only waits holds no verdict to keep.
  if (body.length > mostEarlier || body.startsWith(`## ${signs.waiting}`)) return [];
  return [
    '',
    earlierMarker,
    '<details>',
    '<summary>The verdict on an earlier commit</summary>',
    '',
    body,
    '',
    '</details>',
  ];
}
