import { annotationsOf } from './annotations.ts';
import { type CommentInput, noteLines, obstacleLines } from './comment.ts';
import { fitGroups } from './fit.ts';
import { headline } from './headline.ts';
import { commitLink } from './link.ts';
import { literal, oneLine } from './literal.ts';
import { modelGroups } from './model.ts';
import { prose } from './prose.ts';
import type { RenderedCheck, RenderedProgress } from './rendered-check.ts';
import { signs } from './sign.ts';

const conclusions = {
  pass: 'success',
  warn: 'neutral',
  fail: 'failure',
  inconclusive: 'failure',
  waiting: 'failure',
} as const;

/** The check run `assay` of a judged head commit. A warning is neutral, which GitHub lets through a required check. */
export function renderCheck(input: CommentInput): RenderedCheck {
  const { state, text } = headline(input.models, input.obstacles);
  return {
    conclusion: conclusions[state],
    title: title(text),
    ...judgedText(input),
    annotations: annotationsOf(input.models),
    ...detailsOf(input),
  };
}

/** Where "View more details" leads: to the workflow run, whose logs say what a record leaves out. */
function detailsOf({ models }: CommentInput): Pick<RenderedCheck, 'detailsUrl'> {
  const [url] = models.flatMap(({ facts }) =>
    facts.workflow.kind === 'completed' ? [facts.workflow.url] : [],
  );
  return url === undefined ? {} : { detailsUrl: url };
}

/** The check run while some models are awaited: it shows those that are there. */
export function renderProgress(input: CommentInput): RenderedProgress & { readonly text: string } {
  const { text } = headline(input.models, input.obstacles);
  return { title: title(text), ...judgedText(input) };
}

/** Everything in the text; where that has no room for it, tables in the summary and details in the text. */
function judgedText(input: CommentInput): Pick<RenderedCheck, 'summary' | 'text'> {
  const { state, text } = headline(input.models, input.obstacles);
  const landed = input.models.every(({ facts }) => facts.pullRequest.number === null);
  const gate = landed ? 'from this commit' : 'from the base branch';
  const about = `For commit ${commitLink(input.repositoryUrl, input.head)}. The gate was read ${gate}.`;
  const head = [
    `${signs[state]} ${prose(text, 300)}`,
    ...obstacleLines(input.obstacles),
    ...noteLines(input.notes),
    '',
    about,
  ];
  const groups = modelGroups(input.models, input.repositoryUrl);
  const all = fitGroups([], groups, []);
  if (all.whole) return { summary: head.join('\n'), text: all.text.trim() };
  const tables = groups.map((group) => ({ ...group, details: () => [] }));
  const details = groups.map((group) => ({ ...group, essentials: [] }));
  return {
    summary: fitGroups(head, tables, []).text.trim(),
    text: fitGroups([], details, []).text.trim(),
  };
}

/** The check run of a pull request that touches no model. */
export function renderNoModel(): RenderedCheck {
  return {
    conclusion: 'success',
    title: 'No model is affected',
    summary:
      'No file that this pull request changes concerns a model, by the configuration of the base branch, so there is nothing to judge.',
    text: '',
  };
}

/** The check run while the workflow trains and evaluates. */
export function renderWaiting(models: readonly string[]): RenderedProgress {
  const names = models.slice(0, 20).map((model) => literal(model, 64));
  const which = names.length === 0 ? 'the models' : names.join(', ');
  const more = models.length > names.length ? ` and ${models.length - names.length} more` : '';
  return {
    title: 'Waiting for the workflow to train and evaluate',
    summary: `${signs.waiting} The verdict on ${which}${more} follows when the workflow run of this commit has finished. If none starts, look whether the workflow's \`paths\` let the changed files through.`,
  };
}

/** The check run of a merge queue's commit for which no workflow has run. */
export function renderQueueWaiting(models: readonly string[]): RenderedProgress {
  const names = models.slice(0, 20).map((model) => literal(model, 64));
  return {
    title: 'Waiting for a workflow run of the merge queue',
    summary: `${signs.waiting} What ${names.join(', ')} depends on has changed on the base branch since the pull request was judged, so it has to be trained and evaluated again. If no workflow starts, add \`merge_group:\` to the \`on:\` of the workflow that trains.`,
  };
}

/** The check run of a pull request that brings the first configuration. */
export function renderFirstConfiguration(): RenderedCheck {
  return {
    conclusion: 'neutral',
    title: 'There is no configuration on the base branch yet',
    summary:
      'The gate is read from the base branch, which has no `.github/assay.yml`. This pull request brings one: it holds for the next.',
    text: '',
  };
}

/** The check run of a pull request that takes models out of the configuration and touches no other. */
export function renderRemovedModels(
  models: readonly string[],
  obstacles: readonly string[],
): RenderedCheck {
  const names = models.slice(0, 20).map((model) => literal(model, 64));
  return {
    conclusion: obstacles.length === 0 ? 'neutral' : 'failure',
    title: 'Models are taken out of the configuration',
    summary: [
      `${signs.warn} After the merge nothing is judged or gated any more for ${names.join(', ')}.`,
      ...obstacleLines(obstacles),
    ].join('\n'),
    text: '',
  };
}

/** What the check is called when a job was given up: by that it is known again. */
export const givenUpTitle = 'Assay could not judge this commit';

/** The check run of a commit that could not be judged, because something failed again and again; `reference` finds it in the app's log. */
export function renderGivenUp(
  reason: string,
  again: 'button' | 'job',
  reference: string,
): RenderedCheck {
  return {
    conclusion: 'failure',
    title: givenUpTitle,
    summary: `${signs.fail} It was tried several times. The last reason: ${prose(reason, 600)}`,
    text:
      again === 'button'
        ? `Press "Judge again" to try once more; if it stays, ask whoever runs the app to look for ${literal(reference)} in its log and its inbox.`
        : `Run the job of the workflow again to try once more; if it stays, look for ${literal(reference)} in its log.`,
  };
}

/** The check run of a pull request whose base branch has a configuration that can't be read. */
export function renderConfigProblem(message: string): RenderedCheck {
  return {
    conclusion: 'failure',
    title: title(`The configuration can't be used: ${message}`),
    summary: `${signs.fail} ${prose(message, 4_000)}`,
    text: "Assay reads `.github/assay.yml` from the base branch, and the organisation's policy from the default branch of its repository `.github`. Mend it there; nothing is judged until then.",
  };
}

/** GitHub takes 255 characters. */
function title(text: string): string {
  return oneLine(text, 200);
}
