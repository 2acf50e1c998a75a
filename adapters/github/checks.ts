import type { Identity } from './identity.ts';
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
  const key = keyOf(place);
  const text = JSON.stringify(state);
  const known = checkRuns.get(key);
  if (known !== undefined) {
    const { id, said } = known;
    if (options.keepConclusion && said !== null && hasConcluded(said)) return 'kept';
    if (said === text) return 'written';
    // While the records are awaited, a conclusion that is already there must be seen; else the id is enough.
    if (said !== null || state.status === 'completed') {
      checkRuns.set(key, { id, said: null });
      const done = await orNull(update(repository, us, id, place, state));
      if (done !== null) {
        checkRuns.set(key, { id, said: text });
        return 'written';
      }
      checkRuns.delete(key);
    }
  }
  const current = await findCheck(repository, us, place);
  if (current === null) {
    const { data } = await repository.octokit.rest.checks.create({
      ...at(repository),
      ...onlyOnce,
      name: place.name,
      head_sha: place.headSha,
      ...fields(us, place, state),
    });
    checkRuns.set(key, { id: data.id, said: text });
    return 'written';
  }
  const { id } = current;
  const said = JSON.stringify(current.state);
  checkRuns.set(key, { id, said });
  if (options.keepConclusion && hasConcluded(said)) return 'kept';
  if (said === text) return 'written';
  checkRuns.set(key, { id, said: null });
  await update(repository, us, id, place, state);
  checkRuns.set(key, { id, said: text });
  return 'written';
}

function keyOf({ headSha, name }: CheckPlace): string {
  return `${headSha} ${name}`;
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
  checkRuns.set(keyOf(place), { id: found.id, said: JSON.stringify(found.state) });
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
    },
  };
}

function update(
  repository: GitHubRepository,
  us: Identity,
  id: number,
  place: CheckPlace,
  state: CheckState,
) {
  return repository.octokit.rest.checks.update({
    ...at(repository),
    check_run_id: id,
    ...fields(us, place, state),
  });
}

/** Only a pull request is judged again by a button: what is on the default branch was judged when it came. */
function fields(
  us: Identity,
  { name }: CheckPlace,
  { status, conclusion, title, summary, text }: CheckState,
) {
  const output = { title, summary, ...(text === '' ? {} : { text }) };
  if (conclusion === null) return { status, output };
  const actions = name === checkName && us.hearsButtons ? [judgeAgain] : [];
  return { status, conclusion, output, actions };
}
