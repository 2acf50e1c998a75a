import { expect, it } from 'vitest';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import type { StoredEntry } from '../../../adapters/github/ledger.ts';
import type { JobContext } from '../../../app/context.ts';
import { retrainWaits } from '../../../app/retraining/waits.ts';
import type { ModelConfig } from '../../../schemas/types.ts';

const config = {
  monitor: { reference: { path: 'a.csv' }, current: { path: 'b.csv' } },
  retrain: { set: { 'params.yaml:until': '{{drift.window.end}}' }, consecutive: 2 },
} as unknown as ModelConfig;
const names = Array.from({ length: 12 }, (_, index) => `model-${index}`);

function entry(model: string, hour: number): StoredEntry {
  const time = `20260701T${String(hour).padStart(2, '0')}0000000Z`;
  const path = `drift/${model}/${time}-000000000000.json`;
  return { kind: 'drift', model, time, path, blob: `${model} ${hour}` } as unknown as StoredEntry;
}

it('reads of many models as many reports as tell how they stand, and says how many models it leaves out', async () => {
  let read = 0;
  const octokit = {
    rest: {
      git: {
        // Nobody can read them: so it would go on to look for one that tells something.
        getBlob: () => {
          read += 1;
          return Promise.resolve({ data: { content: '' } });
        },
      },
      pulls: { list: () => Promise.resolve({ data: [] }) },
    },
  };
  const context = {
    repository: { octokit, owner: 'acme', repo: 'bikes', memory: emptyMemory() },
    defaultBranch: 'main',
    proposer: { account: { login: 'assay[bot]' } },
    us: { login: 'assay[bot]' },
    now: () => new Date('2026-07-02T00:00:00Z'),
  } as unknown as JobContext;
  const ledger = names.flatMap((name) =>
    Array.from({ length: 24 }, (_, hour) => entry(name, hour)),
  );
  const models = names.map((name) => [name, config] as const);
  expect(await retrainWaits(context, ledger, models)).toEqual([
    'Not looked at for this answer: 2 more models. /assay status <model> says whether one of them waits for a retraining.',
  ]);
  expect(read).toBe(10 * 3 * 2);
});
