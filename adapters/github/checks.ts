import type { Identity } from './comments.ts';
import { at, type GitHubRepository, onlyOnce, orNull } from './repository.ts';

/** The name that a repository requires; it never changes. */
export const checkName = 'assay';

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
 * of our app: another may use the name.
 */
export async function keepCheck(
  repository: GitHubRepository,
  us: Identity,
  headSha: string,
  state: CheckState,
  options: { readonly keepConclusion: boolean } = { keepConclusion: false },
): Promise<void> {
  const { checkRuns } = repository.memory;
  const id = checkRuns.get(headSha);
  // While the records are awaited, a conclusion that is already there must be seen; else the id is enough.
  if (id !== undefined && state.status === 'completed') {
    const done = await orNull(update(repository, id, state));
    if (done !== null) return;
    checkRuns.delete(headSha);
  }
  const current = await findCheck(repository, us, headSha);
  if (current === null) {
    const { data } = await repository.octokit.rest.checks.create({
      ...at(repository),
      ...onlyOnce,
      name: checkName,
      head_sha: headSha,
      ...fields(state),
    });
    checkRuns.set(headSha, data.id);
    return;
  }
  checkRuns.set(headSha, current.id);
  if (options.keepConclusion && current.state.status === 'completed') return;
  if (JSON.stringify(current.state) === JSON.stringify(state)) return;
  await update(repository, current.id, state);
}

async function findCheck(
  repository: GitHubRepository,
  us: Identity,
  headSha: string,
): Promise<{ readonly id: number; readonly state: CheckState } | null> {
  const { octokit } = repository;
  const checks = await octokit.paginate(octokit.rest.checks.listForRef, {
    ...at(repository),
    ref: headSha,
    check_name: checkName,
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

function update(repository: GitHubRepository, id: number, state: CheckState) {
  return repository.octokit.rest.checks.update({
    ...at(repository),
    check_run_id: id,
    ...fields(state),
  });
}

function fields({ status, conclusion, title, summary, text }: CheckState) {
  const output = { title, summary, ...(text === '' ? {} : { text }) };
  if (conclusion === null) return { status, output };
  return { status, conclusion, output, actions: [judgeAgain] };
}
