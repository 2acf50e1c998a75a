import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyMemory } from '../../adapters/github/repository.ts';
import { appendToLedger } from '../../adapters/github/ledger.ts';
import { readCard } from '../../core/documents/card.ts';
import { readBom } from '../../core/documents/bom.ts';
import { sha256 } from '../../core/record/digest.ts';
import { readRecord } from '../../core/record/read.ts';
import { seal } from '../../core/record/seal.ts';
import type {
  EvaluationRecord,
  RunRecord,
  VerdictRecord,
  VersionRecord,
} from '../../schemas/types.ts';
import { startGitHubWorld } from '../e2e/app/world.ts';
import { bikes } from './bikes.ts';
import { type StepResult, testJob, type TestJob } from './job.ts';

const card = '---\nlicense: mit # ours\n---\n# Bikes\n\n## Intended use\n\nPlanning the vans.\n';
const at = { owner: 'acme', repo: 'bikes' };

let world: Awaited<ReturnType<typeof startGitHubWorld>>;

beforeAll(async () => {
  world = await startGitHubWorld();
});
afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world.close();
});

/** A job on the default branch of a new repository at GitHub, whose model is trained and evaluated. */
async function evaluatedJob(name: string, files: Readonly<Record<string, string>>) {
  await world.github.admin.createRepository({ name: `acme/${name}` });
  const job = await testJob(files);
  const address = new URL(`acme/${name}.git`, `${world.github.url}/`);
  address.username = 'acme';
  address.password = world.token('acme');
  const push = ['push', '--quiet', address.href, 'HEAD:refs/heads/main'];
  await promisify(execFile)('git', push, { cwd: job.workspace });
  const variables = {
    GITHUB_REPOSITORY: `acme/${name}`,
    GITHUB_API_URL: world.github.apiUrl,
    GITHUB_SERVER_URL: world.github.url,
  };
  for (const step of ['train', 'evaluate'] as const) {
    expect((await job.step(step, { model: 'bikes' }, variables)).exitCode).toBe(0);
  }
  const register = (): Promise<StepResult> =>
    job.step('register', { model: 'bikes', token: world.token('acme') }, variables);
  return { job, register };
}

/** The verdict of a merged pull request that judged the very bytes, in the ledger. */
async function recordVerdict(job: TestJob): Promise<VerdictRecord> {
  const run = (await job.record('run')) as RunRecord;
  const evaluation = (await job.record('evaluation')) as EvaluationRecord;
  const verdict = seal('verdict', {
    createdAt: new Date(Date.parse(run.createdAt) - 60_000).toISOString(),
    producer: { action: 'app', version: '0.1.0' },
    repository: run.repository,
    commit: 'd'.repeat(40),
    model: 'bikes',
    pullRequest: 3,
    base: 'e'.repeat(40),
    outcome: 'pass',
    trusted: true,
    merged: true,
    checks: [{ check: 'records', outcome: 'pass', sentence: 'Both are here.', evidence: [] }],
    run: run.id,
    evaluation: evaluation.id,
    baseline: null,
  });
  const octokit = world.as('acme');
  await appendToLedger({ octokit, ...at, memory: emptyMemory() }, [run, evaluation, verdict]);
  return verdict;
}

/** The release of the first version, and its files as they are downloaded. */
async function released(repo: string) {
  const { data } = await world
    .as('acme')
    .rest.repos.getReleaseByTag({ owner: 'acme', repo, tag: 'bikes@v1.0.0' });
  const files = new Map<string, string>();
  for (const { name, browser_download_url: url } of data.assets) {
    files.set(name, await (await fetch(url)).text());
  }
  const record = readRecord(files.get('version.json') ?? '', 'version.json');
  if (!record.ok) throw new Error(record.reason);
  return { notes: data.body ?? '', files, version: record.value as VersionRecord };
}

describe('the documents of a registered version', () => {
  it('are published with it: card, bill of materials, and what they and the others are, in its record', async () => {
    const { job, register } = await evaluatedJob('bikes', { ...bikes, 'MODEL_CARD.md': card });
    const verdict = await recordVerdict(job);
    const result = await register();
    expect(result.errors).toEqual([]);
    expect(result.warnings.filter((text) => !text.includes('labels'))).toEqual([]);
    const { notes, files, version } = await released('bikes');

    const made = files.get('model-card.md') ?? '';
    expect(made).toMatch(/^---\nlicense: mit # ours\nmodel-index:\n/);
    expect(made).toContain(
      '# Bikes\n\n## Intended use\n\nPlanning the vans.\n\n<!-- assay:measured -->',
    );
    expect(made).toContain('[pull request 3]');
    const figures = readCard(made).frontMatter?.modelIndex?.figures ?? [];
    expect(figures.map(({ metric, value }) => [metric, value])).toEqual(
      Object.entries(version.metrics),
    );

    const bom = readBom(files.get('bom.cdx.json') ?? '');
    expect(bom).toMatchObject({ ok: true, value: { specVersion: '1.6', problems: [] } });
    expect(files.get('bom.cdx.json')).toContain('pkg:pypi/numpy@2.3.0');
    expect(files.get('bom.cdx.json')).toContain(version.artifact.digest.slice(7));

    expect(version.verdict).toBe(verdict.id);
    expect(version.attachments).toEqual(
      [
        'run.json',
        'evaluation.json',
        'predictions.csv',
        'model-card.md',
        'bom.cdx.json',
        'verdict.json',
      ].map((name) => {
        const text = files.get(name) ?? '';
        return { name, digest: sha256(text), bytes: Buffer.byteLength(text) };
      }),
    );
    expect([...files.keys()]).toContain('evidence-bikes-1.0.0.tar.gz');
    expect(notes).toContain('[model-card.md](');
    expect(notes).toContain(
      `echo "${version.package.digest.slice(7)}  bikes-1.0.0.tar.gz" | sha256sum --check`,
    );
  });
});
