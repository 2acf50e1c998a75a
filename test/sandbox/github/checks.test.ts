import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestCheckAction, rerequestCheck } from '../../../sandbox/github/check-events.ts';
import type { Hub } from '../../../sandbox/github/hub.ts';
import { openGit } from '../../../sandbox/github/git.ts';
import { addAccount, addRepository } from '../../../sandbox/github/repositories.ts';
import { requiredChecksMissing } from '../../../sandbox/github/required-checks.ts';
import { emptyState } from '../../../sandbox/github/state.ts';
import { startJob } from './job-fixture.ts';
import { at, type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;

beforeAll(async () => {
  world = await startOctokitFixture();
});

afterAll(async () => {
  await world.close();
});

async function headOf(branch: string): Promise<string> {
  const { rest } = world.owner;
  await rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: world.sha });
  const file = { ...at, path: 'a.txt', message: branch, content: 'YQ==', branch };
  const { data } = await rest.repos.createOrUpdateFileContents(file);
  return String(data.commit.sha);
}
