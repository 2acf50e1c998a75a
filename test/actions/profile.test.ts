import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { profileReference, type OpenTable } from '../../actions/evaluate/profile.ts';
import { productionOf } from '../../actions/monitor/production.ts';
import { storedProfile } from '../../actions/monitor/stored-profile.ts';
import { profilePath } from '../../actions/profile-path.ts';
import { readTimeless, referenceRequest } from '../../actions/reference-request.ts';
import { profileFiles } from '../../actions/register/profile-files.ts';
import type { Engine, ProfileRequest } from '../../adapters/engine/engine.ts';
import { readProfile } from '../../adapters/profile/profile-file.ts';
import { InputError } from '../../core/errors.ts';
import type { ReferenceProfile } from '../../core/profile/profile.ts';
import { sha256 } from '../../core/record/digest.ts';
import type { EvaluationRecord, ModelConfig } from '../../schemas/types.ts';
import { profileOf } from '../core/profile/reference.ts';
import { configured } from './bikes.ts';
import { gitHubWith, released } from './released.ts';
import { logged, stepWith } from './step.ts';

const reference = 'reference: { path: monitor/reference.csv }';
const keeping = configured(reference, 'reference: { path: monitor/reference.csv, keep: true }');
const digest = sha256('reference');

/** A data set that an engine knows already. */
function knowing({ profile, types, calibration }: ReferenceProfile) {
  const requests: ProfileRequest[] = [];
  let disposed = 0;
  const engine: Engine = {
    name: 'builtin',
    profile(request) {
      requests.push(request);
      const profiled = {
        whole: profile,
        windows: [],
        types,
        span: null,
        withoutWindow: 0,
        times: null,
      };
      return Promise.resolve({ profiled, calibration, sample: null });
    },
  };
  const open: OpenTable = (_step, _model, path) =>
    Promise.resolve({
      engine,
      files: [{ path: '/there', shown: path }],
      shown: path,
      digest,
      dispose() {
        disposed += 1;
        return Promise.resolve();
      },
    });
  return { engine, open, requests, disposed: () => disposed };
}

/** The bytes of a profile, as evaluate makes them for this model. */
async function profileBytes(): Promise<Uint8Array> {
  const { step, model } = await stepWith(keeping);
  await logged(() => profileReference(step, model, knowing(profileOf()).open));
  return readFile(profilePath(model));
}

/** The evaluation record, as far as it tells of a profile. */
function evaluationWith(profile: EvaluationRecord['profile']): Readonly<EvaluationRecord> {
  return { profile } as EvaluationRecord;
}

describe('the profile that evaluate makes of the reference', () => {
  it('is that of the configured data set, and the record names it by its digest', async () => {
    const { step, model } = await stepWith(keeping);
    const { open, requests, disposed } = knowing(profileOf());
    const { value, log } = await logged(() => profileReference(step, model, open));
    expect(disposed()).toBe(1);
    const file = await readFile(profilePath(model));
    expect(value).toEqual({ profile: { digest: sha256(file), bytes: file.length, rows: 10 } });
    expect(log).toContain('Made the profile of monitor/reference.csv: 10 rows, 3 columns');
    expect(requests).toMatchObject([{ columns: 'all', like: null, windows: null, sample: 0 }]);
    expect(requests[0]?.signal).toBe(step.cancelled);
    const { about, reference: read } = await readProfile(profilePath(model), 'the file');
    expect(read).toEqual(profileOf());
    expect(about).toMatchObject({
      model: 'bikes',
      commit: step.job.commit,
      createdAt: '2026-03-04T05:06:07.000Z',
      source: { path: 'monitor/reference.csv', digest },
    });
  });

  it('is of the features that are watched, and of what the model answered', async () => {
    const watching = {
      ...keeping,
      '.github/assay.yml': keeping['.github/assay.yml']?.replace(
        'current: { path: monitor/current.csv }',
        'current: { path: monitor/current.csv }\n      features: [hum, temp]\n      time: at\n      label: truth',
      ),
    } as Record<string, string>;
    const { step, model } = await stepWith(watching);
    const { open, requests } = knowing(profileOf());
    await logged(() => profileReference(step, model, open));
    expect(requests).toMatchObject([{ columns: ['hum', 'temp', 'y_hat', 'truth'], time: 'at' }]);
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['the configuration does not ask for it', configured(reference, reference), {}],
    ['the job is that of a pull request', keeping, { GITHUB_REF: 'refs/pull/3/merge' }],
    ['the event is none that registers', keeping, { GITHUB_EVENT_NAME: 'workflow_run' }],
  ])('is not made where %s, and none of before is left', async (_, files, variables) => {
    const { step, model } = await stepWith(files, {}, variables);
    const { open, requests } = knowing(profileOf());
    const { step: before, model: same } = await stepWith(
      keeping,
      {},
      { RUNNER_TEMP: step.job.temporary },
    );
    await logged(() => profileReference(before, same, open));
    expect(await stat(profilePath(model))).toBeTruthy();
    expect((await logged(() => profileReference(step, model, open))).value).toEqual({});
    expect(requests).toHaveLength(1);
    await expect(stat(profilePath(model))).rejects.toThrow('ENOENT');
  });

  it.each<[string, OpenTable, RegExp]>([
    [
      'can not be read',
      () => Promise.reject(new InputError('no-file', 'There is no monitor/reference.csv.')),
      /without a profile of its reference: There is no monitor\/reference\.csv\./,
    ],
    [
      'has no rows',
      knowing({ ...profileOf(), profile: { rows: 0, columns: new Map() } }).open,
      /monitor\/reference\.csv has no rows/,
    ],
  ])('is a warning where the data set %s', async (_, open, reason) => {
    const { step, model } = await stepWith(keeping);
    const { value, log } = await logged(() => profileReference(step, model, open));
    expect(value).toEqual({});
    expect(log).toMatch(/^::warning title=Assay evaluate::bikes will be registered/m);
    expect(log).toMatch(reason);
  });
});

describe('a reference', () => {
  const request = {
    ...referenceRequest({} as ModelConfig, [], {
      now: new Date(),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    }),
    time: 'at',
  };

  it('is read without the time where its files have no such column', async () => {
    const asked: (string | null)[] = [];
    const { engine } = knowing(profileOf());
    const timeless = {
      profile(one: ProfileRequest) {
        asked.push(one.time);
        const lacking = new InputError('no-column', 'There is no column "at".');
        return one.time === null ? engine.profile(one) : Promise.reject(lacking);
      },
    };
    const { profiled } = await readTimeless(timeless, request);
    expect(profiled.whole.rows).toBe(10);
    expect(asked).toEqual(['at', null]);
  });

  it.each(['no-column', 'unreadable-csv'])('that fails by %s anyway is refused', async (code) => {
    const broken = { profile: () => Promise.reject(new InputError(code, 'It is broken.')) };
    await expect(readTimeless(broken, request)).rejects.toThrow('It is broken.');
  });
});

describe('the profile that register publishes', () => {
  it('is the one that the evaluation record names', async () => {
    const { step, model } = await stepWith(keeping);
    const made = await logged(() => profileReference(step, model, knowing(profileOf()).open));
    const { value, log } = await logged(() =>
      profileFiles(model, evaluationWith(made.value.profile)),
    );
    expect(log).toBe('');
    const { digest: own, bytes } = made.value.profile ?? {};
    expect(value).toEqual([
      {
        name: 'profile.json.gz',
        path: profilePath(model),
        contentType: 'application/gzip',
        digest: own,
        bytes,
      },
    ]);
  });

  it('is left out with a warning where it was changed, or none was made', async () => {
    const { step, model } = await stepWith(keeping);
    const { value } = await logged(() => profileReference(step, model, knowing(profileOf()).open));
    await writeFile(profilePath(model), 'other');
    const changed = await logged(() => profileFiles(model, evaluationWith(value.profile)));
    expect(changed.value).toEqual([]);
    expect(changed.log).toMatch(/::warning.*is no longer what the step evaluate made/);
    const none = await logged(() => profileFiles(model, evaluationWith(undefined)));
    expect(none.value).toEqual([]);
    expect(none.log).toMatch(/::warning.*the step evaluate has made none/);
  });
});

describe('the profile that is kept with the version in production', () => {
  const champion = { 'model/weights.txt': 'offset: 5\n' };

  it('is fetched, held to the digest of its record, and read', async () => {
    const bytes = await profileBytes();
    const version = await released(champion, undefined, '1.2.0', { 'profile.json.gz': bytes });
    const { variables } = await gitHubWith(version);
    const { step, model } = await stepWith(keeping, { token: 'secret' }, variables);
    const { value, log } = await logged(() => storedProfile(model, productionOf(step, model)));
    expect(value).toEqual({
      profile: profileOf(),
      version: '1.2.0',
      source: { path: 'monitor/reference.csv', digest },
    });
    expect(log).not.toContain('secret');
    await expect(stat(join(model.records.root, 'reference'))).rejects.toThrow('ENOENT');
  });

  it.each<[string, Record<string, Uint8Array>, RegExp]>([
    ['has none', {}, /bikes@v1\.0\.0 was registered without a profile of its reference/],
    ['has no gzip file', { 'profile.json.gz': Buffer.from('{}') }, /is no gzip file/],
    ['has something else', { 'profile.json.gz': gzipSync('{}') }, /is no profile that this Assay/],
    [
      'has a bomb',
      { 'profile.json.gz': gzipSync(Buffer.alloc(65_000_000)) },
      /is no gzip file of at most 64 MB/,
    ],
  ])('is a warning where the version %s', async (_, attached, reason) => {
    const { variables } = await gitHubWith(await released(champion, undefined, '1.0.0', attached));
    const { step, model } = await stepWith(keeping, { token: 'secret' }, variables);
    const { value, log } = await logged(() => storedProfile(model, productionOf(step, model)));
    expect(value).toBeNull();
    expect(log).toMatch(/^::warning title=Assay monitor::/m);
    expect(log).toMatch(reason);
  });

  it('is a warning where other bytes lie there, or another model is in them', async () => {
    const bytes = await profileBytes();
    const version = await released(champion, undefined, '1.0.0', { 'profile.json.gz': bytes });
    const swapped = {
      ...version,
      attached: { 'profile.json.gz': bytes.map((byte) => 255 - byte) },
    };
    const changed = await gitHubWith(swapped);
    const first = await stepWith(keeping, { token: 'secret' }, changed.variables);
    const { value, log } = await logged(() =>
      storedProfile(first.model, productionOf(first.step, first.model)),
    );
    expect(value).toBeNull();
    expect(log).toContain('is not what was registered');

    const text = gunzipSync(bytes).toString().replace('"model":"bikes"', '"model":"cars"');
    const cars = { 'profile.json.gz': gzipSync(text) };
    const { variables } = await gitHubWith(await released(champion, undefined, '1.0.0', cars));
    const second = await stepWith(keeping, { token: 'secret' }, variables);
    const other = await logged(() =>
      storedProfile(second.model, productionOf(second.step, second.model)),
    );
    expect(other.value).toBeNull();
    expect(other.log).toContain('is that of the model cars');
  });

  it('is not looked for without a token', async () => {
    const { step, model } = await stepWith(keeping);
    const { value, log } = await logged(() => storedProfile(model, productionOf(step, model)));
    expect(value).toBeNull();
    expect(log).toContain('Without the input "token"');
  });
});
