import { matchesGlob } from 'node:path';
import { readFileSync } from 'node:fs';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../schemas/types.ts';
import { example, readYaml } from './read.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly if: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly paths?: readonly string[] } | null>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const file = new URL('.github/workflows/ml.yml', example);
const workflow = readYaml(file) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const own = 'assay-dev/assay/actions/';

/** The names of the jobs that an event starts on a branch. */
function jobsOf(event: string, branch = 'main'): readonly string[] {
  const github = new data.Dictionary(
    { key: 'event_name', value: new data.StringData(event) },
    { key: 'ref_name', value: new data.StringData(branch) },
  );
  const context = new data.Dictionary({ key: 'github', value: github });
  return Object.entries(workflow.jobs)
    .filter(([, job]) => {
      const tree = new Parser(new Lexer(job.if).lex().tokens, ['github'], []).parse();
      return new Evaluator(tree, context).evaluate().coerceString() === 'true';
    })
    .map(([name]) => name);
}

/** The names of our actions in a job, in their order. */
function actionsOf(job: string): readonly string[] {
  return (workflow.jobs[job]?.steps ?? [])
    .map(({ uses = '' }) => uses)
    .filter((uses) => uses.startsWith(own))
    .map((uses) => uses.slice(own.length, uses.indexOf('@')));
}

describe('the workflow of the example', () => {
  it('trains and evaluates a pull request', () => {
    expect(jobsOf('pull_request')).toEqual(['model']);
    expect(actionsOf('model')).toEqual(['train', 'evaluate']);
  });

  it('trains once, evaluates and registers on main', () => {
    expect(jobsOf('push')).toEqual(['release']);
    expect(actionsOf('release')).toEqual(['train', 'evaluate', 'register']);
  });

  it('monitors on a schedule, and by hand', () => {
    expect(jobsOf('schedule')).toEqual(['monitor']);
    expect(jobsOf('workflow_dispatch')).toEqual(['monitor']);
    expect(actionsOf('monitor')).toEqual(['monitor']);
  });

  it('trains and evaluates a retraining for which Assay starts it by hand', () => {
    expect(jobsOf('workflow_dispatch', 'assay/retrain/bike-demand')).toEqual(['model']);
  });

  it('starts for what makes a model, and not for a promotion', () => {
    const config = readYaml(new URL('.github/assay.yml', example)) as Config;
    const { train, evaluate, documents } = config.models['bike-demand'] ?? {};
    const [, script = ''] = (evaluate?.run ?? '').split(' ');
    const inputs = [
      ...(train?.inputs ?? []).map((path) => path.replace('*', '2011-05')),
      ...(train?.params ?? []),
      ...(train?.lock ?? []),
      ...Object.values(documents ?? {}),
      script,
      '.github/assay.yml',
      '.github/workflows/ml.yml',
    ];
    for (const event of ['pull_request', 'push']) {
      const paths = workflow.on[event]?.paths ?? [];
      const starts = (path: string): boolean => paths.some((pattern) => matchesGlob(path, pattern));
      expect(inputs.filter((path) => !starts(path))).toEqual([]);
      expect(starts('deploy/staging/bike-demand.yaml')).toBe(false);
      expect(starts('README.md')).toBe(false);
    }
  });

  it('pins actions of others by commit, with the version beside it', () => {
    const others = steps.flatMap(({ uses }) =>
      uses === undefined || uses.startsWith(own) ? [] : [uses],
    );
    expect(others.length).toBeGreaterThan(0);
    for (const uses of others) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (/@[0-9a-f]{40}/.test(line)) expect(line).toMatch(/ # v\d+\.\d+\.\d+$/);
    }
  });

  it('gives each job the least permissions: only the release may write, and only contents', () => {
    expect(workflow.permissions).toEqual({});
    expect(
      Object.fromEntries(
        Object.entries(workflow.jobs).map(([name, job]) => [name, job.permissions]),
      ),
    ).toEqual({
      model: { contents: 'read', actions: 'read' },
      release: { contents: 'write', actions: 'read', 'pull-requests': 'read' },
      monitor: { contents: 'read' },
    });
  });

  it('leaves no token in the checkout, where training could read it', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(Object.keys(workflow.jobs).length);
    for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false);
  });

  it("never runs a pull request's code with the base's rights, nor puts text into a shell", () => {
    expect(workflow.on).not.toHaveProperty('pull_request_target');
    expect(workflow.on).not.toHaveProperty('workflow_run');
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});
