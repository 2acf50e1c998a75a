import type { Identity } from './comments.ts';
import { at, type GitHubRepository, onlyOnce, orNull } from './repository.ts';

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
  const key = `${place.headSha} ${place.name}`;
  const id = checkRuns.get(key);
  // While the records are awaited, a conclusion that is already there must be seen; else the id is enough.
  if (id !== undefined && state.status === 'completed') {
    const done = await orNull(update(repository, id, place, state));
    if (done !== null) return 'written';
    checkRuns.delete(key);
  }
  const current = await findCheck(repository, us, place);
  if (current === null) {
    const { data } = await repository.octokit.rest.checks.create({
      ...at(repository),
      ...onlyOnce,
      name: place.name,
      head_sha: place.headSha,
      ...fields(place, state),
    });
    checkRuns.set(key, data.id);
    return 'written';
  }
  const { id: found, state: said } = current;
  checkRuns.set(key, found);
  if (options.keepConclusion && said.status === 'completed') return 'kept';
  if (JSON.stringify(said) !== JSON.stringify(state)) await update(repository, found, place, state);
  return 'written';
}

/** The id of our check run at a commit, remembered or asked for: its page is `<repository>/runs/<id>`. */
export async function checkId(
  repository: GitHubRepository,
  us: Identity,
  place: CheckPlace,
): Promise<number | null> {
  const { checkRuns } = repository.memory;
  const key = `${place.headSha} ${place.name}`;
  const known = checkRuns.get(key);
  if (known !== undefined) return known;
  const found = await findCheck(repository, us, place);
  if (found !== null) checkRuns.set(key, found.id);
  return found?.id ?? null;
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
    },
  };
}

function update(repository: GitHubRepository, id: number, place: CheckPlace, state: CheckState) {
  return repository.octokit.rest.checks.update({
    ...at(repository),
    check_run_id: id,
    ...fields(place, state),
  });
}

/** Only a pull request is judged again by a button: what is on the default branch was judged when it came. */
function fields({ name }: CheckPlace, { status, conclusion, title, summary, text }: CheckState) {
  const output = { title, summary, ...(text === '' ? {} : { text }) };
  if (conclusion === null) return { status, output };
  return { status, conclusion, output, actions: name === checkName ? [judgeAgain] : [] };
}
