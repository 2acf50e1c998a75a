import type { Identity } from './identity.ts';
import {
  type Annotation,
  at,
  type GitHubRepository,
  type KnownCheck,
  onlyOnce,
  orNull,
} from './repository.ts';

/** The name that a repository requires; it never changes. */
export const checkName = 'assay';

/**
 * The check of a commit that was pushed to the default branch. It has a name of its own: a pull request's head may become
 * that commit, and must not be judged by another rule under the name that is required.
 */
export const defaultBranchCheckName = 'assay (default branch)';

/** One of our checks at a commit. */
export interface CheckPlace {
  readonly name: typeof checkName | typeof defaultBranchCheckName;
  readonly headSha: string;
}

/** What our check run should say. */
export interface CheckState {
  readonly status: 'in_progress' | 'completed';
  readonly conclusion: 'success' | 'failure' | 'neutral' | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly Annotation[];
  /** Where more is to be seen; GitHub shows its own address of the app where it is not given. */
  readonly detailsUrl?: string;
}

/** A button on the check's page: reads the records and judges again. */
export const judgeAgain = {
  label: 'Judge again',
  description: 'Read the records and judge again',
  identifier: 'judge-again',
} as const;

/**
 * Makes our check run at a commit say this; with `keepConclusion` one that has concluded stays as it is. Ours are those
 * of our app: another may use the name. Tells whether a conclusion was kept.
 */
export async function keepCheck(
  repository: GitHubRepository,
  us: Identity,
  place: CheckPlace,
  state: CheckState,
  options: { readonly keepConclusion: boolean } = { keepConclusion: false },
): Promise<'written' | 'kept'> {
  const { checkRuns } = repository.memory;
  const key = keyOf(place);
  const text = textOf(state);
  const known = checkRuns.get(key);
  if (known !== undefined) {
    const { said } = known;
    if (options.keepConclusion && said !== null && hasConcluded(said)) return 'kept';
    if (said === text) return 'written';
    // While the records are awaited, a conclusion that is already there must be seen; else the id is enough.
    if (said !== null || state.status === 'completed') {
      const done = await orNull(rewrite(repository, us, place, state, known));
      if (done !== null) return 'written';
      checkRuns.delete(key);
    }
  }
  const current = await findCheck(repository, us, place);
  if (current === null) {
    await create(repository, us, place, state);
    return 'written';
  }
  const { id } = current;
  const { annotations } = current.state;
  const said = textOf(current.state);
  checkRuns.set(key, { id, said, annotations });
  if (options.keepConclusion && hasConcluded(said)) return 'kept';
  if (said === text) return 'written';
  await rewrite(repository, us, place, state, { id, annotations });
  return 'written';
}

/** GitHub takes so many annotations in one request. */
const annotationsAtOnce = 50;

/**
 * Changes our check run. Annotations can only be added, so where one of them holds no more there is a new check run in
 * the place of the old one, which GitHub shows no longer.
 */
async function rewrite(
  repository: GitHubRepository,
  us: Identity,
  place: CheckPlace,
  state: CheckState,
  { id, annotations }: Pick<KnownCheck, 'id' | 'annotations'>,
): Promise<true> {
  const there = new Set(annotations.map(annotationKey));
  const wanted = new Set(state.annotations.map(annotationKey));
  if ([...there].some((one) => !wanted.has(one))) {
    await create(repository, us, place, state);
    return true;
  }
  const missing = state.annotations.filter((one) => !there.has(annotationKey(one)));
  await send(repository, us, place, state, { id, annotations }, missing);
  return true;
}

async function create(
  repository: GitHubRepository,
  us: Identity,
  place: CheckPlace,
  state: CheckState,
): Promise<void> {
  const first = state.annotations.slice(0, annotationsAtOnce);
  const { data } = await repository.octokit.rest.checks.create({
    ...at(repository),
    ...onlyOnce,
    name: place.name,
    head_sha: place.headSha,
    ...fields(us, place, state, first),
  });
  const made = { id: data.id, annotations: first };
  const rest = state.annotations.slice(annotationsAtOnce);
  if (rest.length > 0) return send(repository, us, place, state, made, rest);
  repository.memory.checkRuns.set(keyOf(place), { ...made, said: textOf(state) });
}

/** Updates the check run, and adds annotations a batch at a time; what is known of it stays true when one fails. */
async function send(
  repository: GitHubRepository,
  us: Identity,
  place: CheckPlace,
  state: CheckState,
  { id, annotations }: Pick<KnownCheck, 'id' | 'annotations'>,
  missing: readonly Annotation[],
): Promise<void> {
  const { checkRuns } = repository.memory;
  const key = keyOf(place);
  for (let sent = 0; sent === 0 || sent < missing.length; sent += annotationsAtOnce) {
    const known = [...annotations, ...missing.slice(0, sent)];
    checkRuns.set(key, { id, said: null, annotations: known });
    await repository.octokit.rest.checks.update({
      ...at(repository),
      check_run_id: id,
      ...fields(us, place, state, missing.slice(sent, sent + annotationsAtOnce)),
    });
  }
  const all = [...annotations, ...missing];
  checkRuns.set(key, { id, said: textOf(state), annotations: all });
}

function annotationKey({ path, line, level, title, message }: Annotation): string {
  return JSON.stringify([path, line, level, title, message]);
}

function keyOf({ headSha, name }: CheckPlace): string {
  return `${headSha} ${name}`;
}

/** The same text for the same state, whatever the order in which it came about. */
export function textOf({
  status,
  conclusion,
  title,
  summary,
  text,
  annotations,
}: CheckState): string {
  const sorted = annotations.toSorted((a, b) => (annotationKey(a) < annotationKey(b) ? -1 : 1));
  return JSON.stringify({ status, conclusion, title, summary, text, annotations: sorted });
}

/** Of a state as text, which we have made of one. */
function hasConcluded(text: string): boolean {
  return (JSON.parse(text) as CheckState).status === 'completed';
}

/** What our check run at a commit is known to have concluded with, without asking for it; null where nobody knows. */
export function knownConclusion(
  { memory }: GitHubRepository,
  place: CheckPlace,
): CheckState | null {
  const said = memory.checkRuns.get(keyOf(place))?.said ?? null;
  // We have written it.
  const state = said === null ? null : (JSON.parse(said) as CheckState);
  return state?.status === 'completed' ? state : null;
}

/** Forgets what our check run at a commit said: who asks for it to be run again resets it. */
export function forgetCheck({ memory }: GitHubRepository, place: CheckPlace): void {
  const known = memory.checkRuns.get(keyOf(place));
  if (known !== undefined) memory.checkRuns.set(keyOf(place), { ...known, said: null });
}

/** The id of our check run at a commit, remembered or asked for: its page is `<repository>/runs/<id>`. */
export async function checkId(
  repository: GitHubRepository,
  us: Identity,
  place: CheckPlace,
): Promise<number | null> {
  const { checkRuns } = repository.memory;
  const known = checkRuns.get(keyOf(place));
  if (known !== undefined) return known.id;
  const found = await findCheck(repository, us, place);
  if (found === null) return null;
  checkRuns.set(keyOf(place), {
    id: found.id,
    said: textOf(found.state),
    annotations: found.state.annotations,
  });
  return found.id;
}

/** Our check run at a commit, asked of GitHub; null where there is none. */
export async function findCheck(
  repository: GitHubRepository,
  us: Identity,
  { headSha, name }: CheckPlace,
): Promise<{ readonly id: number; readonly state: CheckState } | null> {
  const { octokit } = repository;
  const checks = await octokit.paginate(octokit.rest.checks.listForRef, {
    ...at(repository),
    ref: headSha,
    check_name: name,
    app_id: us.id,
    filter: 'latest',
    per_page: 100,
  });
  const [newest] = checks.toSorted((a, b) => b.id - a.id);
  if (newest === undefined) return null;
  const { title, summary, text } = newest.output;
  const { conclusion, status } = newest;
  return {
    id: newest.id,
    state: {
      status: status === 'completed' ? 'completed' : 'in_progress',
      conclusion:
        conclusion === 'success' || conclusion === 'failure' || conclusion === 'neutral'
          ? conclusion
          : null,
      title: title ?? '',
      summary: summary ?? '',
      text: text ?? '',
      annotations:
        newest.output.annotations_count === 0 ? [] : await listAnnotations(repository, newest.id),
    },
  };
}

async function listAnnotations(
  repository: GitHubRepository,
  id: number,
): Promise<readonly Annotation[]> {
  const { octokit } = repository;
  const found = await octokit.paginate(octokit.rest.checks.listAnnotations, {
    ...at(repository),
    check_run_id: id,
    per_page: 100,
  });
  return found.map(({ path, start_line: line, annotation_level: level, title, message }) => ({
    path,
    line,
    level: level === 'failure' ? 'failure' : 'warning',
    title: title ?? '',
    message: message ?? '',
  }));
}

/** Only a pull request is judged again by a button: what is on the default branch was judged when it came. */
function fields(
  us: Identity,
  { name }: CheckPlace,
  { status, conclusion, title, summary, text, detailsUrl }: CheckState,
  annotations: readonly Annotation[],
) {
  const output = {
    title,
    summary,
    ...(text === '' ? {} : { text }),
    ...(annotations.length === 0 ? {} : { annotations: annotations.map(toGitHub) }),
  };
  if (conclusion === null) return { status, output };
  const actions = name === checkName && us.hearsButtons ? [judgeAgain] : [];
  const details = detailsUrl === undefined ? {} : { details_url: detailsUrl };
  return { status, conclusion, output, actions, ...details };
}

function toGitHub({ path, line, level, title, message }: Annotation) {
  return {
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title,
    message,
  } as const;
}
