import { join } from 'node:path';
import * as core from '@actions/core';
import { nextVersion } from '../../core/version/next.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { Action, Step } from '../action.ts';
import { openModel, type Model } from '../open-model.ts';
import { openRegistry } from '../open-registry.ts';
import { upload } from '../upload.ts';
import { givenBump, labelledBump } from './bump.ts';
import { judgedModel } from './judged-model.ts';
import { publication } from './publication.ts';
import { requireDefaultBranch } from './default-branch.ts';

type Input = 'model' | 'config' | 'bump' | 'token';
type Output = 'version' | 'tag' | 'digest' | 'uri' | 'created';

/** Registers the model that this job trained and evaluated as an immutable version. */
export const register = {
  name: 'register',
  inputs: ['model', 'config', 'bump', 'token'],
  outputs: ['version', 'tag', 'digest', 'uri', 'created'],

  async run(step) {
    const model = await openModel(step);
    requireDefaultBranch(step.job);
    const bump = givenBump(step);
    const judged = await judgedModel(step, model);
    const registry = openRegistry(step, model);
    const completed = await registry.resume(model.name);
    const packed = await registry.pack(
      { model: model.name, folder: model.folder, artifact: judged.artifact },
      join(model.records.root, 'package'),
    );
    const known = await registry.findArtifact(model.name, {
      digest: judged.artifact.digest,
      packageDigest: packed.digest,
    });
    if (known !== null) {
      const finished = completed.some(({ version }) => version === known.version);
      core.notice(
        finished
          ? `Completed the registration of ${known.tag}, which an earlier run had begun.`
          : `This model is registered already, as ${known.tag}: nothing is changed.`,
      );
      await finish(step, model, known, finished);
      return;
    }
    const numbers = await registry.numbers(model.name);
    const version = nextVersion(numbers, bump ?? (await labelledBump(step)));
    const parent = await registry.newest(model.name);
    const published = await publication(step, model, judged, packed, {
      version,
      parent: parent?.version ?? null,
    });
    await registry.publish(published);
    core.notice(`Registered ${published.record.tag} (${published.record.artifact.digest}).`);
    await finish(step, model, published.record, true);
  },
} as const satisfies Action<Input, Output>;

/** The version record travels with the others, also when it was registered before. */
async function finish(
  step: Step<Input, Output>,
  model: Model,
  record: Readonly<VersionRecord>,
  created: boolean,
): Promise<void> {
  await model.records.write(record);
  step.output('version', record.version);
  step.output('tag', record.tag);
  step.output('digest', record.artifact.digest);
  step.output('uri', record.package.uri);
  step.output('created', String(created));
  await upload(step, model);
}
