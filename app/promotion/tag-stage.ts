import { assignStage } from '../../adapters/github/stage-tags.ts';
import type { JobContext } from '../context.ts';
import type { Merged } from './merged.ts';

/** Assigns the stage of a promoted champion by a tag, where the configuration wants that. */
export async function tagStage(
  context: JobContext,
  { pull, changed, config, version, role }: Merged,
): Promise<void> {
  const { model, environment } = changed;
  if (role !== 'champion' || config.models[model]?.registry?.stage_tags !== true) return;
  const refused = await assignStage(context.repository, {
    model,
    stage: environment,
    commit: version.commit,
    message: `Assign ${model} v${version.version} to ${environment}\n\nBy pull request #${pull.number}.`,
  });
  if (refused === null) return;
  context.warn(
    `#${pull.number} was merged, and GitHub refused the tag of its stage. ${refused} If a ruleset restricts who may create tags, let the app bypass it for ${model}#*.`,
  );
}
