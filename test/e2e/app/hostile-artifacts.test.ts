import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '../../../core/judge/facts.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { parameterChange } from './content.ts';
import { bomb, zipOfMany, zipWithLink, zipWithPath } from './hostile-zips.ts';
import { checkAt, ledgerPaths, verdictComment } from './look.ts';
import { type Entries, evaluated, recordFiles, trained, withoutWorkflow } from './records.ts';
import { createRepository, type OpenedPull, type TestRepository } from './repository.ts';
import { successful } from './workflow.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const values = { mae: 30, rmse: 50 };
const marker = join(tmpdir(), `assay-marker-${randomBytes(6).toString('hex')}`);

let repository: TestRepository;
let pull: OpenedPull;

beforeAll(async () => {
  repository = await createRepository(world());
  pull = await repository.open({ branch: 'candidate', files: parameterChange('bikes', 0.2) });
});

/** Plays a run whose artifact is these bytes, and gives the check's text. It must fail. */
async function refusal(bytes: Uint8Array): Promise<string> {
  const run = repository.begin('pull_request', pull.head);
  await run.upload('assay-bikes', bytes);
  run.complete();
  await repository.settled();
  return failureText();
}

async function failureText(): Promise<string> {
  const check = await checkAt(repository, pull.head);
  expect(check).toMatchObject({ status: 'completed', conclusion: 'failure' });
  expect(await verdictComment(repository, pull.number)).toContain('Not ready to merge');
  expect(existsSync(marker)).toBe(false);
  // Numbers and paths are shown as code.
  return check.text.replaceAll('`', '');
}

describe('an artifact is refused, and the failing check names the reason, when it', () => {
  it('is no zip', async () => {
    expect(await refusal(Buffer.from('no zip at all'))).toContain(
      'The artifact assay-bikes was refused: It is no zip file, or it is damaged.',
    );
  });

  it('is empty', async () => {
    expect(await refusal(Buffer.from('\n'))).toContain('It is no zip file');
  });

  it('has more than 5 MB', async () => {
    const bytes = randomBytes(5 * 1024 * 1024 + 1);
    expect(await refusal(bytes)).toContain('is too large: it has 5242881 bytes, and 5 MB are');
  });

  it('unpacks to more than 20 MB', async () => {
    expect(await refusal(await bomb(21 * 1024 * 1024))).toContain(
      'It unpacks to more than 20971520 bytes.',
    );
  });

  it('unpacks to more than it claims', async () => {
    expect(await refusal(await bomb(21 * 1024 * 1024, 100))).toMatch(/unpacks to more|is damaged/);
  });

  it('has more than 200 entries', async () => {
    expect(await refusal(await zipOfMany(201))).toContain('It has more than 200 entries.');
  });

  it('has a path that leaves its folder', async () => {
    const path = `records/${'../'.repeat(30)}${marker.slice(1)}`;
    expect(await refusal(await zipWithPath(path, 'x'))).toContain('has a path that leaves its');
  });

  it('has an absolute path', async () => {
    expect(await refusal(await zipWithPath(marker, 'x'))).toContain('has an absolute path');
  });

  it('has a path with backslashes', async () => {
    const path = `records\\..\\..\\${marker.replaceAll('/', '\\')}`;
    expect(await refusal(await zipWithPath(path, 'x'))).toContain('has a backslash in its path');
  });

  it('has a link', async () => {
    expect(await refusal(await zipWithLink('records/run.json', marker))).toContain(
      'is a link or another special file',
    );
  });
});

/** Plays a run whose artifact holds these files, and gives the check's text. It must fail. */
async function refusalOf(files: (source: Source) => Entries): Promise<string> {
  const run = repository.begin('pull_request', pull.head);
  await run.uploadRecords('bikes', files(run.source));
  run.complete();
  await repository.settled();
  return failureText();
}

describe('a record is refused, and the failing check names the reason, when', () => {
  it('it is not JSON', async () => {
    const text = await refusalOf((source) => ({
      ...successful(source, 'bikes', values),
      'records/run.json': '{ "schema": ',
    }));
    expect(text).toContain('records/run.json is not JSON.');
  });

  it('it is of no known schema', async () => {
    const text = await refusalOf((source) => ({
      ...successful(source, 'bikes', values),
      'records/run.json': '{ "schema": "urn:example:other:1.0" }',
    }));
    expect(text).toContain('has an unknown schema');
  });

  it('it is another kind of record than its file is for', async () => {
    const text = await refusalOf((source) => {
      const files = successful(source, 'bikes', values);
      return { ...files, 'records/run.json': files['records/evaluation.json'] ?? '' };
    });
    expect(text).toContain('is no run record');
  });

  it('its id is not the digest of its content', async () => {
    const text = await refusalOf((source) => {
      const run = { ...trained(source, 'bikes'), id: sha256('another record') };
      return { ...successful(source, 'bikes', values), ...recordFiles({ run }) };
    });
    expect(text).toContain('its id is not the digest of its content');
  });

  it('a number in it was changed after it was written', async () => {
    const text = await refusalOf((source) => {
      const files = successful(source, 'bikes', { mae: 99, rmse: 50 });
      const evaluation = String(files['records/evaluation.json']).replace('99', '9');
      return { ...files, 'records/evaluation.json': evaluation };
    });
    expect(text).toContain('was changed after it was written');
  });

  it('it is of another model than its artifact', async () => {
    const text = await refusalOf((source) => successful(source, 'taxis', values));
    expect(text).toContain('is of the model taxis, and the artifact is of bikes');
  });

  const others: readonly (readonly [string, Partial<Source>, RegExp])[] = [
    ['repository', { repository: 'acme/other' }, /claims the repository .*acme.other/],
    ['commit', { commit: '1'.repeat(40) }, /claims the commit .*1111111/],
    ['workflow run', { runId: 1 }, /claims the workflow run 1; it is/],
    ['attempt', { attempt: 2 }, /claims the attempt 2; it is 1/],
    ['event', { event: 'push' }, /claims the event push; it is pull_request/],
  ];
  it.each(others)('it claims another %s than GitHub states', async (_, claim, words) => {
    const text = await refusalOf((source) => successful({ ...source, ...claim }, 'bikes', values));
    expect(text).toMatch(words);
  });

  it('it names no workflow run', async () => {
    const text = await refusalOf((source) => {
      const run = withoutWorkflow(trained(source, 'bikes'));
      return recordFiles({ run, evaluation: evaluated(source, run, values) });
    });
    expect(text).toContain('The run record does not name the workflow run that made it.');
  });
});

describe('an artifact of the default branch', () => {
  it('brings nothing into the ledger when its records claim another origin', async () => {
    const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
    const run = repository.begin('push', main);
    const claim = { ...run.source, commit: '1'.repeat(40) };
    await run.uploadRecords('bikes', successful(claim, 'bikes', values));
    run.complete();
    await repository.settled();
    expect(await ledgerPaths(repository)).toEqual([]);
    expect(world().warnings.join('\n')).toContain(`claims the commit ${claim.commit}`);
  });
});
