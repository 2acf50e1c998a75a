import type { CandidateFacts, Judgement } from '../judge/facts.ts';
import { fitGroups } from './fit.ts';
import { headline } from './headline.ts';
import { commitLink, link } from './link.ts';
import { modelGroups } from './model.ts';
import { nextSteps } from './next-steps.ts';
import { prose } from './prose.ts';
import type { RenderedCheck } from './rendered-check.ts';
import { signs } from './sign.ts';
import { type ModelStatus, renderStanding } from './status-matrix.ts';

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
  /** Judged ones, and ones whose records are awaited. */
  readonly models: readonly CommentModel[];
  /** Why the pull request can't be merged whatever its models do, as sentences: a promotion in it, for example. */
  readonly obstacles: readonly string[];
  /** Sentences about the pull request as a whole. */
  readonly notes: readonly string[];
  /** The check's page, which shows what the comment has no room for; null where there is none or it is not known. */
  readonly checkUrl: string | null;
  /** Where the models that have environments stand; none where that is not shown. */
  readonly standing?: readonly ModelStatus[];
}

const mostNotes = 8;

/** The sticky comment: the verdict first, then each model, then what is only looked up, folded away. */
export function renderComment(input: CommentInput): string {
  const { models, obstacles, notes, repositoryUrl, standing = [] } = input;
  const { state, text } = headline(models, obstacles);
  const head = [
    commentMarker,
    `## ${signs[state]} ${prose(text, 300)}`,
    ...obstacleLines(obstacles),
    ...noteLines(notes),
  ];
  const where = renderStanding(standing);
  const foot = [
    ...where,
    ...(where.length === 0 ? [] : ['']),
    ...nextSteps(models, state),
    '',
    footer(input),
  ];
  return fitGroups(head, modelGroups(models, repositoryUrl), foot, elsewhere(input)).text;
}

/** What speaks against the whole pull request, each a line with its sign. */
export function obstacleLines(sentences: readonly string[]): readonly string[] {
  return sentences
    .slice(0, mostNotes)
    .flatMap((sentence) => ['', `${signs.fail} ${prose(sentence, 600)}`]);
}

/** Sentences about the whole pull request, each a paragraph. */
export function noteLines(sentences: readonly string[]): readonly string[] {
  return sentences.slice(0, mostNotes).flatMap((sentence) => ['', prose(sentence, 600)]);
}

function elsewhere({ checkUrl }: CommentInput): string {
  const records = "the records in the workflow's artifacts hold all of it";
  return checkUrl === null ? records : `${link('the check', checkUrl)} shows more, ${records}`;
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

/** A line that says for which commit and from which workflow run this is, and how to read the tables. */
function footer({ head, models, repositoryUrl }: CommentInput): string {
  const completed = models.find(({ facts }) => facts.workflow.kind === 'completed');
  const items = [
    `For commit ${commitLink(repositoryUrl, head)}`,
    ...(completed === undefined ? [] : workflowText(completed.facts)),
    '\u2193 lower is better, \u2191 higher is better',
    ...(models.some(({ facts }) => facts.history.length > 0) ? [blocksText] : []),
  ];
  return `<sub>${items.join(' \u00b7 ')}</sub>`;
}

const blocksText = '\u2581\u2583\u2586 the last runs of the default branch, then this one';

function workflowText({ workflow }: CandidateFacts): readonly string[] {
  if (workflow.kind === 'waiting') return [];
  return [link(`workflow run ${workflow.runId}, attempt ${workflow.attempt}`, workflow.url)];
}
