import type { CandidateFacts, Judgement } from '../judge/facts.ts';
import { fit } from './fit.ts';
import { headline } from './headline.ts';
import { commitLink, link } from './link.ts';
import { modelParts } from './model.ts';
import { prose } from './prose.ts';
import type { RenderedCheck } from './rendered-check.ts';
import { signs } from './sign.ts';

/** The first line of our comment; with its author being this app, it tells our comment from all others. */
export const commentMarker = '<!-- assay:comment v1 -->';

/** One model of a pull request: what is known of it, and what was found. */
export interface CommentModel {
  readonly facts: CandidateFacts;
  readonly judgement: Judgement;
}

/** What a comment, or the check run that belongs to it, is made of. */
export interface CommentInput {
  /** `https://github.com/owner/name`, without a slash at the end. */
  readonly repositoryUrl: string;
  /** The head commit that was judged. */
  readonly head: string;
  readonly models: readonly CommentModel[];
  /** Why the pull request can't be merged whatever its models do, as sentences: a promotion in it, for example. */
  readonly obstacles: readonly string[];
  /** Sentences about the pull request as a whole. */
  readonly notes: readonly string[];
}

const mostNotes = 8;

/** The sticky comment: the verdict first, then each model, then what is only looked up, collapsed. */
export function renderComment(input: CommentInput): string {
  const { state, text } = headline(input.models, input.obstacles);
  const head = [commentMarker, `## ${signs[state]} ${prose(text, 300)}`];
  const titled = input.models.length > 1;
  const parts = input.models.flatMap((model) => modelParts(model, input.repositoryUrl, titled));
  return fit([...head, ...obstacles(input.obstacles), ...notes(input.notes)], parts, [
    footer(input),
  ]);
}

/** What speaks against the whole pull request, each a line with its sign. */
export function obstacles(sentences: readonly string[]): readonly string[] {
  return sentences
    .slice(0, mostNotes)
    .flatMap((sentence) => ['', `${signs.fail} ${prose(sentence, 600)}`]);
}

/** The comment of a pull request that had models to judge and has none any more: it says what its check says. */
export function renderSettled(
  { conclusion, title, summary }: Pick<RenderedCheck, 'conclusion' | 'title' | 'summary'>,
  repositoryUrl: string,
  head: string,
): string {
  const sign = signs[settledSigns[conclusion]];
  return [
    commentMarker,
    `## ${sign} ${prose(title, 300)}`,
    '',
    summary,
    '',
    `<sub>For commit ${commitLink(repositoryUrl, head)}.</sub>`,
  ].join('\n');
}

const settledSigns = { success: 'pass', failure: 'fail', neutral: 'warn' } as const;

/** Sentences about the whole pull request, each a paragraph. */
export function notes(sentences: readonly string[]): readonly string[] {
  return sentences.slice(0, mostNotes).flatMap((sentence) => ['', prose(sentence, 600)]);
}

/** A line that says for which commit and from which workflow run this is. */
function footer({ head, models, repositoryUrl }: CommentInput): string {
  const [first] = models;
  const source = first === undefined ? '' : workflowText(first.facts);
  return `<sub>For commit ${commitLink(repositoryUrl, head)}${source} \u00b7 \u2193 lower is better, \u2191 higher is better \u00b7 comment <code>/assay help</code> to see what you can ask for</sub>`;
}

function workflowText({ workflow }: CandidateFacts): string {
  if (workflow.kind === 'waiting') return '';
  const name = `workflow run ${workflow.runId}, attempt ${workflow.attempt}`;
  return ` \u00b7 ${link(name, workflow.url)}`;
}
