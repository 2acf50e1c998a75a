import { join } from 'node:path';
import * as core from '@actions/core';
import { type Registered, registerVersion } from '../../adapters/registries/register-version.ts';
import { nextVersion } from '../../core/version/next.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { Action, Step } from '../action.ts';
import { openModel, type Model } from '../open-model.ts';
import { openRegistry } from '../open-registry.ts';
import { upload } from '../upload.ts';
import { type Bump, givenBump, labelledBump } from './bump.ts';
import { judgedModel } from './judged-model.ts';
import { publication } from './publication.ts';
import { requireDefaultBranch } from '../default-branch.ts';
import type { SigningInput } from './signer.ts';

type Input = 'model' | 'config' | 'bump' | 'token' | SigningInput;
type Output = 'version' | 'tag' | 'digest' | 'uri' | 'created';

/** What is said of a version, by how it came about. */
const sentences = {
  published: ({ tag, artifact }) => `Registered ${tag} (${artifact.digest}).`,
  completed: ({ tag }) => `Completed the registration of ${tag}, which an earlier run had begun.`,
  known: ({ tag }) => `This model is registered already, as ${tag}: nothing is changed.`,
} as const satisfies Record<Registered['how'], (record: Readonly<VersionRecord>) => string>;

/** Registers the model that this job trained and evaluated as an immutable version. */
export const register = {
  name: 'register',
  inputs: ['model', 'config', 'bump', 'token', 'sign', 'signing-key', 'signing-key-password'],
  outputs: ['version', 'tag', 'digest', 'uri', 'created'],

  async run(step) {
    const model = await openModel(step);
    requireDefaultBranch(step.job);
    const bump = givenBump(step);
    const judged = await judgedModel(step, model);
    let labelled: Promise<Bump> | null = null;
    const labels = (): Promise<Bump> => (labelled ??= labelledBump(step));
    const { record, how, warnings } = await registerVersion(openRegistry(step, model), {
      files: { model: model.name, folder: model.folder, artifact: judged.artifact },
      scratch: join(model.records.root, 'package'),
      next: async (numbers) => nextVersion(numbers, bump ?? (await labels())),
      publication: (packed, version) => publication(step, model, judged, packed, version),
    });
    for (const warning of warnings) core.warning(warning);
    core.notice(sentences[how](record));
    await finish(step, model, record, how !== 'known');
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
