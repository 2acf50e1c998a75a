import { expect, it } from 'vitest';
import type { StoredEntry } from '../../../adapters/github/ledger.ts';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import type { JobContext } from '../../../app/context.ts';
import { retrainWaits } from '../../../app/retraining/waits.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { ledgerOf } from '../../adapters/github/ledger-of.ts';
import { day, from, report } from '../../core/retrain/reports.ts';

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

function contextWith(octokit: object, memory = emptyMemory()): JobContext {
  return {
    repository: { octokit, owner: 'acme', repo: 'bikes', memory },
    defaultBranch: 'main',
    proposer: { account: { login: 'assay[bot]' } },
    us: { login: 'assay[bot]' },
    now: () => new Date(`${day(12)}T00:00:00Z`),
  } as unknown as JobContext;
}

it('reads of many models so many reports each, and says how many models it leaves out', async () => {
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
  const ledger = names.flatMap((name) =>
    Array.from({ length: 40 }, (_, hour) => entry(name, hour)),
  );
  const models = names.map((name) => [name, config] as const);
  expect(await retrainWaits(contextWith(octokit), ledger, models)).toEqual([
    'Not looked at for this answer: 2 more models. /assay status <model> says whether one of them waits for a retraining.',
  ]);
  expect(read).toBe(10 * 30);
  await retrainWaits(contextWith(octokit), ledger, models.slice(0, 1));
  expect(read).toBe(10 * 30 + 40);
});

/** A retraining of ours that was closed on a day. */
function closedPull(on: number): object {
  const of = { repo: { full_name: 'acme/bikes' }, sha: 'a'.repeat(40) };
  return {
    number: 7,
    user: { login: 'assay[bot]' },
    html_url: 'https://github.com/acme/bikes/pull/7',
    head: of,
    base: of,
    created_at: `${day(on)}T06:00:00Z`,
    closed_at: `${day(on)}T07:00:00Z`,
    merged_at: null,
  };
}

it('goes by the monitor of the model itself, however often another one reports', async () => {
  const octokit = {
    rest: {
      pulls: {
        list: () => Promise.resolve({ data: [closedPull(10)] }),
        listCommits: () => Promise.resolve({ data: [] }),
      },
      issues: { get: () => Promise.resolve({ data: { closed_by: { login: 'assay[bot]' } } }) },
    },
  };
  const stable = [3, 4, 5, 6, 7, 8].map((of) => report(of, 'stable', from('grafana', false)));
  const reports = [report(1), report(2), ...stable];
  const cars = reports.map((one) => report(1, one.outcome, { ...one, model: 'cars' }));
  const { memory, entries } = ledgerOf([...reports, ...cars]);
  const models = ['bikes', 'cars'].map((name) => [name, config] as const);
  const waits = await retrainWaits(contextWith(octokit, memory), entries, models);
  expect(waits).toEqual([
    expect.stringContaining(`#7 was opened or closed so short a time ago`),
    expect.stringMatching(/^The data of cars drift; #7 was .*until 2026-03-17 07:00 UTC/),
  ]);
});
