import type { WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import type { Mode } from '../../../sandbox/story/index.ts';
import { type Clone, cloneOf, type Push } from './clone.ts';
import { beginning, type Files } from './content.ts';
import type { Values } from './records.ts';
import { beginRun, type PlayedRun, successful, usualWorkflow } from './workflow.ts';
import { type GitHubWorld, permissions, slug } from './world.ts';

/** One repository of a world, in which the app is installed. */
export interface TestRepository {
  readonly world: GitHubWorld;
  /** `owner/name`. */
  readonly name: string;
  readonly at: { readonly owner: string; readonly repo: string };
  /** Commits the files on top of the branch, or of `main` where it is new, and pushes by git. Returns the commit. */
  push(push: Push): Promise<string>;
  /** Pushes the files on a new branch and opens a pull request onto `main`. */
  open(push: Push): Promise<OpenedPull>;
  /** Begins the workflow run of the newest event of this name at a commit. */
  begin(event: WorkflowTrigger['event'], commit: string, workflow?: string): PlayedRun;
  /** Plays a successful workflow run with the metrics of some models. */
  play(
    event: WorkflowTrigger['event'],
    commit: string,
    metrics: Readonly<Record<string, Values>>,
  ): Promise<PlayedRun>;
  settled(): Promise<void>;
}

export interface OpenedPull {
  readonly number: number;
  readonly head: string;
}

let count = 0;

/** Makes a repository with a first commit on `main`, of these files; without a server, the app is not installed. */
export async function createRepository(
  world: GitHubWorld,
  files: Files = beginning,
  mode: Mode = 'server',
): Promise<TestRepository> {
  count += 1;
  const at = { owner: 'acme', repo: `models-${count}` };
  const name = `${at.owner}/${at.repo}`;
  await world.github.admin.createRepository({ name });
  for (const [login, permission] of Object.entries(permissions)) {
    world.github.admin.setPermission(name, login, permission);
  }
  if (mode === 'server') world.github.admin.installApp(slug, name);
  const clone: Clone = await cloneOf(world, name);
  await clone.push({ branch: 'main', files });
  const begin: TestRepository['begin'] = (event, commit, workflow = usualWorkflow) => {
    const trigger = world.triggers.findLast(
      (one) =>
        one.repository === name &&
        one.event === event &&
        one.headSha === commit &&
        !one.ref.startsWith('refs/tags/'),
    );
    if (trigger === undefined) throw new TypeError(`No ${event} at ${commit}.`);
    return beginRun(world, trigger, workflow);
  };
  return {
    world,
    name,
    at,
    push: (push) => clone.push(push),
    async open(push) {
      const head = await clone.push(push);
      const { data } = await world.as(push.by ?? 'maintainer').rest.pulls.create({
        ...at,
        head: push.branch,
        base: 'main',
        title: `A change on ${push.branch}`,
      });
      return { number: data.number, head };
    },
    begin,
    async play(event, commit, metrics) {
      const run = begin(event, commit);
      for (const [model, values] of Object.entries(metrics)) {
        await run.uploadRecords(model, successful(run.source, model, values));
      }
      run.complete();
      await world.settled();
      return run;
    },
    settled: () => world.settled(),
  };
}
