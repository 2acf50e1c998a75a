import { describe, expect, it } from 'vitest';
import { said, type Run } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';
import type { Repository } from './working-copy.ts';

const sandbox = useSandbox();

const hears = `
name: hears
on: [deployment, deployment_status]
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$GITHUB_EVENT_NAME $GITHUB_SHA '$GITHUB_REF' $STATE"
        env: { STATE: '\${{ github.event.deployment_status.state }}' }
`;

/** Deploys by a token of its own, and says how GitHub answered. */
const deploys = `
name: deploys
on: push
permissions: { deployments: write }
jobs:
  a:
    runs-on: ubuntu-latest
    env: { TOKEN: '\${{ github.token }}' }
    steps:
      - run: >-
          curl -s -o /dev/null -w "%{http_code}" -H "authorization: Bearer $TOKEN"
          -d '{"ref":"main","environment":"staging","required_contexts":[]}'
          "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/deployments"
`;

async function deploy(repository: Repository, ref: string): Promise<number> {
  const body = { ref, environment: 'staging', required_contexts: [], auto_merge: false };
  const answer = await repository.api('POST', '/deployments', body);
  return (answer.body as { readonly id: number }).id;
}

async function saidBy(repository: Repository, name: string): Promise<readonly string[]> {
  const runs = await sandbox.runs(repository);
  return runs.filter((run: Run) => run.name === name).flatMap(said);
}

describe('deployment and deployment_status', () => {
  it('start the workflows of the deployed commit, whatever main has by now', async () => {
    const repository = await sandbox.repository();
    await repository.push({ '.github/workflows/hears.yml': hears });
    const deployed = await repository.git('rev-parse', 'main');
    await repository.push({ '.github/workflows/hears.yml': hears.replace('echo', 'echo later') });
    const id = await deploy(repository, deployed);
    await sandbox.runs(repository);
    await deploy(repository, 'main');
    await sandbox.runs(repository);
    await repository.api('POST', `/deployments/${id}/statuses`, { state: 'failure' });
    const main = await repository.git('rev-parse', 'main');
    const heard = (await saidBy(repository, 'hears')).map((line) => line.trim());
    expect(heard).toEqual([
      `deployment ${deployed} ''`,
      `later deployment ${main} 'refs/heads/main'`,
      `deployment_status ${deployed} '' failure`,
    ]);
  });

  it('start nothing when a job made them by its own token, nor when a deployment becomes inactive', async () => {
    const repository = await sandbox.repository();
    await repository.push({
      '.github/workflows/hears.yml': hears,
      '.github/workflows/deploys.yml': deploys,
    });
    expect(await saidBy(repository, 'deploys')).toEqual(['201']);
    const [first, second] = [await deploy(repository, 'main'), await deploy(repository, 'main')];
    await sandbox.runs(repository);
    for (const id of [first, second]) {
      await repository.api('POST', `/deployments/${id}/statuses`, { state: 'success' });
      await sandbox.runs(repository);
    }
    const heard = (await saidBy(repository, 'hears')).map((line) => line.split(' '));
    expect(heard.map(([event, , , state = '']) => `${event} ${state}`.trim())).toEqual([
      'deployment',
      'deployment',
      'deployment_status success',
      'deployment_status success',
    ]);
  });
});
