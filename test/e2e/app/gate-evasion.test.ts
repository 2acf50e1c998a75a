import { beforeAll, describe, expect, it } from 'vitest';
import type { VersionRecord } from '../../../schemas/types.ts';
import type { Push } from './clone.ts';
import { beginning, configPath, configuration, stateFile } from './content.ts';
import { checkAt, ledgerRecords } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type OpenedPull, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const metrics = { bikes: { mae: 40, rmse: 60 }, taxis: { mae: 40, rmse: 60 } };
const challenger =
  "challenger: { set: { spec.canary.uri: '{{version.uri}}', spec.canary.share: '{{share}}' } }";
const own = configuration().replace(
  `        state: ${stateFile('bikes', 'production')}\n`,
  `        state: ${stateFile('bikes', 'production')}\n        ${challenger}\n`,
);

let repository: TestRepository;
let first: Readonly<VersionRecord>;
let second: Readonly<VersionRecord>;

/** The state of `production`, with a challenger of a share. */
function state(champion: Readonly<VersionRecord>, rival: Readonly<VersionRecord>, share: number) {
  const { uri, digest } = champion.package;
  const canary = `  canary: { uri: ${rival.package.uri}, share: ${share} }\n`;
  return `spec:\n  uri: ${uri}\n  digest: ${digest}\n${canary}`;
}

beforeAll(async () => {
  repository = await createRepository(world(), { ...beginning, [configPath]: own });
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  first = await registerAt(repository, main, '1.0.0');
  second = await registerAt(repository, main, '1.1.0');
  const file = stateFile('bikes', 'production');
  // It ran before anything was promoted by a pull request.
  await repository.push({ branch: 'main', files: { [file]: state(first, second, 0) } });
  await repository.settled();
});

async function opened(push: Push, trained = false): Promise<OpenedPull> {
  const pull = await repository.open(push);
  await repository.settled();
  if (trained) await repository.play('pull_request', pull.head, metrics);
  return pull;
}

async function seen({ head }: OpenedPull) {
  const { conclusion, title } = await checkAt(repository, head);
  return { conclusion, title: title?.replaceAll('`', '') ?? '' };
}

async function merge({ number }: OpenedPull): Promise<void> {
  await world()
    .as('maintainer')
    .rest.pulls.merge({ ...repository.at, pull_number: number });
  await repository.settled();
}

describe('the gate of a promotion', () => {
  it('refuses values that readers merge in by <<, beside a key that holds dots', async () => {
    const { uri, digest } = first.package;
    const hidden = `base: &b { spec: { uri: https://evil.example, digest: none } }\n<<: *b\n"spec.uri": ${uri}\n"spec.digest": ${digest}\n`;
    const pull = await opened({
      branch: 'merged',
      files: { [stateFile('bikes', 'north')]: hidden },
    });
    const { conclusion, title } = await seen(pull);
    expect(conclusion).toBe('failure');
    expect(title).toContain('deploy/north/bikes.yaml: line 2 merges other keys in by <<');
  });

  it('judges a challenger beside the champion that the file asks for, though the ledger knows none', async () => {
    const file = stateFile('bikes', 'production');
    const beside = { [file]: state(first, second, 10) };
    expect((await seen(await opened({ branch: 'beside', files: beside }))).conclusion).toBe(
      'success',
    );
    const both = { [file]: state(second, second, 10) };
    const { conclusion, title } = await seen(await opened({ branch: 'both', files: both }));
    expect(conclusion).toBe('failure');
    expect(title).toContain('bikes@v1.1.0 is the champion of production itself');
  });

  it('lets an environment move to another file in two steps, and says so of one', async () => {
    const old = stateFile('taxis', 'west');
    const moved = 'deploy/taxis-west.yaml';
    const files = {
      [configPath]: own.replace(old, moved),
      [moved]: beginning[old] ?? '',
    };
    const atOnce = await opened({ branch: 'at-once', files, removed: [old] }, true);
    const refused = await seen(atOnce);
    expect(refused.conclusion).toBe('failure');
    expect(refused.title).toContain('Move or end an environment in two steps');
    const step = await opened({ branch: 'step-1', files }, true);
    // Without a baseline.
    expect((await seen(step)).conclusion).toBe('neutral');
    await merge(step);
    const last = await opened({ branch: 'step-2', files: {}, removed: [old] });
    expect((await seen(last)).conclusion).toBe('success');
  });

  it('leaves a record of what was merged together with a configuration that cannot be read', async () => {
    const { uri, digest } = first.package;
    const file = stateFile('bikes', 'south');
    const files = {
      [file]: `spec:\n  uri: ${uri}\n  digest: ${digest}\n`,
      [configPath]: 'version: 1\nmodels: [\n',
    };
    await merge(await opened({ branch: 'broken', files }));
    expect(await ledgerRecords(repository, 'promotion')).toMatchObject([
      { environment: 'south', version: '1.0.0', state: file },
    ]);
  });
});
