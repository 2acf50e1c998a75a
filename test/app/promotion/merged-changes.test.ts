import { describe, expect, it } from 'vitest';
import { emptyMemory, type GitHubRepository } from '../../../adapters/github/repository.ts';
import { mergedChanges } from '../../../app/promotion/merged-changes.ts';

const mergedInto = 'a'.repeat(40);
const mergeCommit = 'b'.repeat(40);
const config = `version: 1
models:
  bikes:
    task: regression
    path: bikes
    train: { run: make, inputs: [train.py], outputs: [model/] }
    evaluate:
      predictions: { path: p.csv, label: y, prediction: z }
      metrics: [mae]
    environments:
      staging: { state: staging.yaml, format: assay }
      production: { state: production.yaml, format: assay }
`;
const before = {
  '.github/assay.yml': config,
  'staging.yaml': 'uri: old\n',
  'production.yaml': 'uri: old\n',
};

/** A repository that remembers these files, so that GitHub need not be asked. */
function repositoryOf(after: Readonly<Record<string, string>>): GitHubRepository {
  const memory = emptyMemory();
  for (const [commit, files] of [
    [mergedInto, before],
    [mergeCommit, { ...before, ...after }],
  ] as const) {
    const entries = new Map<string, { mode: string; sha: string }>();
    for (const [path, text] of Object.entries(files)) {
      memory.files.set(`${commit}:${path}`, text);
      entries.set(path, { mode: '100644', sha: path });
    }
    memory.trees.set(commit, entries);
  }
  return { octokit: {} as GitHubRepository['octokit'], owner: 'acme', repo: 'bikes', memory };
}

async function changesOf(after: Readonly<Record<string, string>>, paths: readonly string[]) {
  const warnings: string[] = [];
  const context = {
    repository: repositoryOf(after),
    warn: (text: string) => void warnings.push(text),
  };
  const changes = await mergedChanges(context, { number: 7, mergedInto, mergeCommit }, paths);
  return { environments: changes?.changed.map(({ environment }) => environment), warnings };
}

describe('the desired states that a merge changed', () => {
  const next = { 'production.yaml': 'uri: new\n' };

  it('are those of the files that it changed', async () => {
    expect(await changesOf(next, ['production.yaml', 'NOTES.md'])).toEqual({
      environments: ['production'],
      warnings: [],
    });
  });

  it('are found where GitHub lists only a part of the files', async () => {
    const listed = Array.from({ length: 3_000 }, (_, index) => `data/${index}.csv`);
    expect((await changesOf(next, listed)).environments).toEqual(['production']);
  });

  it('are told by the configuration before where that of the merge cannot be read', async () => {
    const broken = { ...next, '.github/assay.yml': 'models: [' };
    const { environments, warnings } = await changesOf(broken, ['production.yaml']);
    expect(environments).toEqual(['production']);
    expect(warnings).toEqual([
      "#7 left .github/assay.yml in a state that can't be read; what it promoted is recorded by the one before it.",
    ]);
  });
});
