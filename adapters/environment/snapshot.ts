import { arch, cpus, release, totalmem, type } from 'node:os';
import type { Environment } from '../../schemas/types.ts';
import { python } from './python.ts';

/**
 * What the command runs on, by allow-list: nothing of the variables but the name of the runner's image,
 * so that no secret can get into a record.
 */
export async function snapshot(
  folder: string,
  variables: Readonly<NodeJS.ProcessEnv>,
): Promise<Environment> {
  const processors = cpus();
  const { version, packages } = await python(folder);
  return {
    os: `${type()} ${release()}`.slice(0, 256),
    architecture: arch(),
    cpu: {
      model: (processors[0]?.model.trim() ?? 'unknown').slice(0, 256),
      cores: processors.length,
    },
    memoryBytes: totalmem(),
    runner: runnerImage(variables),
    python: version,
    packages: { ...packages },
  };
}

/** GitHub's images name themselves in ImageOS and ImageVersion. */
function runnerImage(variables: Readonly<NodeJS.ProcessEnv>): string {
  const image = variables['ImageOS'];
  if (image === undefined || image === '') return 'self-hosted';
  const version = variables['ImageVersion'];
  return (version === undefined ? image : `${image} ${version}`).slice(0, 256);
}
