import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gte, coerce } from 'semver';

const execute = promisify(execFile);

/** A program that the story starts, and what it needs of it. */
interface Need {
  readonly name: string;
  readonly program: string;
  readonly least: string;
  readonly why: string;
  /** What must succeed too, and the sentence for when it doesn't. */
  readonly further?: { readonly args: readonly string[]; readonly otherwise: string };
}

const needs: readonly Need[] = [
  {
    name: 'git',
    program: 'git',
    least: '2.38.0',
    why: 'the embedded GitHub merges by `git merge-tree`',
  },
  {
    name: 'Python',
    program: 'python3',
    least: '3.10.0',
    why: 'the example trains its model in Python',
    further: {
      args: ['-c', 'import ensurepip, venv'],
      otherwise:
        'Python is there, but not its modules venv and ensurepip, which the packages are installed with: on Debian and Ubuntu they are in the package python3-venv.',
    },
  },
];

/** What is missing on this machine for the story to be played, one sentence each; none when it can be. */
export async function missingNeeds(variables: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const sentences = await Promise.all(needs.map((need) => missing(need, variables)));
  return sentences.filter((sentence) => sentence !== null);
}

async function missing(need: Need, variables: NodeJS.ProcessEnv): Promise<string | null> {
  const { name, program, why, further } = need;
  const least = need.least.replace(/\.0$/, '');
  const said = await output(program, ['--version'], variables);
  if (said === null) {
    return `${name} ${least} or newer is needed, since ${why}; no ${program} was found. Install it and start again.`;
  }
  const version = coerce(said)?.version ?? 'unknown';
  if (version === 'unknown' || !gte(version, need.least)) {
    return `${name} ${least} or newer is needed, since ${why}; found is ${version}. Install a newer one and start again.`;
  }
  if (further === undefined) return null;
  return (await output(program, further.args, variables)) === null ? further.otherwise : null;
}

async function output(
  program: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
): Promise<string | null> {
  try {
    const { stdout } = await execute(program, args, { env: variables });
    return stdout;
  } catch {
    return null;
  }
}
