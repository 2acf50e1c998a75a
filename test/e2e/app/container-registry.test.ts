import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOci } from '../../../adapters/registries/oci.ts';
import { seal } from '../../../core/record/seal.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import {
  type DockerRegistry,
  hasDockerRegistry,
  startDockerRegistry,
} from '../../adapters/registries/oci/docker-registry.ts';
import {
  accessWith,
  announcementOf,
  bikesOnDisk,
  impatient,
} from '../../adapters/registries/oci/model.ts';
import { configPath, configuration, parameterChange, stateFile } from './content.ts';
import { promoted } from './deployed.ts';
import { checkAt, comments, fileAt, pullsFrom } from './look.ts';
import { evaluated, recordFiles, registered, trained } from './records.ts';
import { tagVersion } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { type StartedWorld, startAppWorld } from './world.ts';

describe.skipIf(!hasDockerRegistry)('the app before a container registry', () => {
  let registry: DockerRegistry;
  let other: DockerRegistry;
  let world: StartedWorld;
  let repository: TestRepository;
  let main = '';
  beforeAll(async () => {
    registry = await startDockerRegistry();
    other = await startDockerRegistry();
    world = await startAppWorld(undefined, {
      stores: { ...accessWith({}, [registry.host]), pause: () => Promise.resolve() },
    });
    repository = await createRepository(world);
    main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  });
  afterAll(() => Promise.all([world.close(), registry.stop(), other.stop()]));

  /** Registers a version whose bytes lie in a container registry. */
  const registerIn = async (
    { host }: DockerRegistry,
    version: string,
  ): Promise<Readonly<VersionRecord>> => {
    const { repos } = world.as('acme').rest;
    const model = await bikesOnDisk({ 'model/model.txt': `the model of ${version}` });
    const settings = { type: 'oci', repository: `${host}/acme/bikes` } as const;
    const store = openOci(accessWith(), settings, impatient);
    const packed = await store.pack(model, '');
    await packed.upload({ attach: () => Promise.resolve() }, version);
    const played = repository.begin('push', main);
    const run = trained(played.source, 'bikes', { artifact: model.artifact });
    const evaluation = evaluated(played.source, run, { mae: 40, rmse: 60 });
    const { id: _, ...fields } = registered(played.source, run, evaluation, version, {
      uri: '',
      digest: packed.digest,
      bytes: 0,
    });
    const place = { registry: 'oci', package: packed.describe(version) } as const;
    const record = seal('version', { ...fields, ...place });
    await store.announce(announcementOf(record));
    await tagVersion(repository, record);
    await repos.createRelease({
      ...repository.at,
      tag_name: record.tag,
      target_commitish: main,
    });
    await played.uploadRecords('bikes', recordFiles({ run, evaluation, version: record }));
    played.complete();
    await world.settled();
    return record;
  };
  const command = async (body: string): Promise<string> => {
    const { rest } = world.as('maintainer');
    const { data } = await rest.issues.create({ ...repository.at, title: 'A wish' });
    await rest.issues.createComment({ ...repository.at, issue_number: data.number, body });
    await world.settled();
    return (await comments(repository, data.number)).join('\n---\n').replaceAll('`', '');
  };

  it('promotes what lies there, and refuses it when it is there no more', async () => {
    const record = await registerIn(registry, '1.0.0');
    expect(await command('/assay promote bikes@1.0.0 staging')).toContain('Opened [#');
    const [pull] = await pullsFrom(repository, 'assay/promote/bikes/staging');
    if (pull === undefined) throw new Error('No pull request.');
    const text = await fileAt(repository, stateFile('bikes', 'staging'), pull.head.ref);
    expect(text).toContain(`oci://${registry.host}/acme/bikes@${record.package.digest}`);
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ conclusion: 'success' });

    const { name, digest } = record.package;
    await fetch(`http://${registry.host}/v2/${name}/manifests/${digest}`, { method: 'DELETE' });
    expect(await command('/assay promote bikes@1.0.0 north')).toContain(`no longer has ${digest}`);
  });

  it('asks no registry that whoever runs it has not named', async () => {
    await registerIn(other, '2.0.0');
    const answer = await command('/assay promote bikes@2.0.0 south');
    expect(answer).toContain(`The registry ${other.host} is none that may be asked here`);
    expect(await pullsFrom(repository, 'assay/promote/bikes/south')).toEqual([]);
  });

  it('judges a pull request all the same when the registry of what is in production is down', async () => {
    await registerIn(registry, '3.0.0');
    const strict = configuration().replace(
      'gate:',
      'gate:\n      checks: { rollback-target: warn }',
    );
    await repository.push({ branch: 'main', files: { [configPath]: strict } });
    await repository.settled();
    await promoted(repository, 'bikes@3.0.0', 'production');
    await registry.stop();
    const { head } = await repository.open({
      branch: 'better',
      files: parameterChange('bikes', 7),
    });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    const check = await checkAt(repository, head);
    expect(check).toMatchObject({ status: 'completed', conclusion: 'neutral' });
    expect(check.text).toContain('The bytes of `bikes@v3.0.0` could not be verified.');
    expect(check.text).toContain("can't be reached");
  });
});
