import { readFile } from 'node:fs/promises';
import type { Deployment } from '../../core/deployment/records.ts';
import { InputError } from '../../core/errors.ts';

const environmentPattern = /^[^\p{Cc}]{1,255}$/u;

/** The deployment of the event that started the workflow. Throws an InputError for another event. */
export async function readDeploymentEvent(
  variables: Readonly<NodeJS.ProcessEnv>,
): Promise<Deployment> {
  const name = variables['GITHUB_EVENT_NAME'] ?? '';
  if (name !== 'deployment') {
    throw new InputError(
      'wrong-event',
      `This action deploys what the event "deployment" asks for, and this workflow was started by ${name === '' ? 'no event' : `"${name}"`}: write "on: deployment" in it.`,
    );
  }
  const event: unknown = JSON.parse(await readFile(variables['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
  const found = fieldOf(event, 'deployment');
  const [id, sha, environment] = ['id', 'sha', 'environment'].map((key) => fieldOf(found, key));
  const creator = fieldOf(fieldOf(found, 'creator'), 'login');
  const isWhole =
    typeof id === 'number' &&
    Number.isSafeInteger(id) &&
    typeof sha === 'string' &&
    /^[0-9a-f]{40}$/.test(sha) &&
    typeof environment === 'string' &&
    environmentPattern.test(environment);
  if (!isWhole) {
    throw new InputError('no-deployment', "The workflow's event has no deployment in it.");
  }
  return {
    id,
    sha,
    environment,
    payload: fieldOf(found, 'payload'),
    creator: typeof creator === 'string' ? creator : null,
  };
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
