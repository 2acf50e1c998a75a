import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VersionRecord } from '../../../schemas/types.ts';
import { beginning, configPath, configuration, stateFile } from './content.ts';
import { remember } from './history.ts';
import { checkAt } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type OpenedPull, type TestRepository } from './repository.ts';
import { type Person, useWorld } from './world.ts';

const world = useWorld();
afterEach(() => vi.useRealTimers());

const day = (shift: number): string =>
  new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
const frozen = `freeze: [{ from: ${day(-2)}, until: ${day(2)}, reason: stocktaking }]`;

/** What each environment of `bikes` asks for. */
const terms: Readonly<Record<string, string>> = {
  production: 'after: staging',
  north: 'after: staging\n        soak: 1h',
  south: frozen,
  east: 'approvals: 1',
  west: `after: staging\n        ${frozen}\n        approvals: 2\n        rollback: { approvals: 1 }`,
};

function gated(text: string): string {
  return Object.entries(terms).reduce((config, [environment, keys]) => {
    const line = `        state: ${stateFile('bikes', environment)}\n`;
    return config.replace(line, `${line}        ${keys}\n`);
  }, text);
}

let repository: TestRepository;
const versions = new Map<string, Readonly<VersionRecord>>();

beforeAll(async () => {
  const files = { ...beginning, [configPath]: gated(configuration()) };
  repository = await createRepository(world(), files);
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  for (const version of ['0.9.0', '1.0.0', '1.1.0']) {
    versions.set(version, await registerAt(repository, main, version));
  }
});

function version(number: string): Readonly<VersionRecord> {
  const found = versions.get(number);
  if (found === undefined) throw new Error(`There is no ${number}.`);
  return found;
}

/** The state that asks for a version, or for the bytes of one under the address of another. */
function state(number: string, digestOf = number): string {
  return `spec:\n  uri: ${version(number).package.uri}\n  digest: ${version(digestOf).package.digest}\n`;
}

async function opened(
  branch: string,
  environment: string,
  text: string,
  more: Readonly<Record<string, string>> = {},
): Promise<OpenedPull> {
  const files = { [stateFile('bikes', environment)]: text, ...more };
  const pull = await repository.open({ branch, files });
  await repository.settled();
  return pull;
}

/** The check, judged anew. */
async function judged({ head }: OpenedPull) {
  const { id } = await checkAt(repository, head);
  world().github.admin.rerequestCheck(repository.name, id, 'maintainer');
  await repository.settled();
  return seen(head);
}

async function seen(head: string) {
  const { conclusion, title, summary, text } = await checkAt(repository, head);
  return { conclusion, title, said: `${summary}\n${text}`.replaceAll('`', '') };
}

async function review(pull: OpenedPull, by: Person): Promise<void> {
  const { rest } = world().as(by);
  const at = { ...repository.at, pull_number: pull.number };
  await rest.pulls.createReview({ ...at, event: 'APPROVE', body: 'Read.' });
  await repository.settled();
}

describe('a promotion', () => {
  it('waits until the version has been in the environment before, and healthy there for long enough', async () => {
    const pull = await opened('to-north', 'north', state('1.0.0'));
    expect((await seen(pull.head)).title).toContain('bikes@v1.0.0 has never been in staging');
    const minutesAgo = 50;
    const past = { version: version('1.0.0'), environment: 'staging', minutesAgo };
    await remember(repository, [past]);
    const unknown = await judged(pull);
    expect(unknown.conclusion).toBe('failure');
    expect(unknown.said).toContain('bikes@v1.0.0 has been in staging.');
    expect(unknown.said).toContain('Nobody has reported how bikes@v1.0.0 does in staging');
    await remember(repository, [{ ...past, minutesAgo: 40, health: [[30, 'healthy']] }]);
    const early = await judged(pull);
    expect(early.title).toContain('has been healthy in staging for 30 min of 1 h');
    expect(early.said).toMatch(/Judged again at 20\d\d-/);

    await world().app.catchUp();
    await repository.settled();
    expect((await seen(pull.head)).conclusion).toBe('failure');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 60_000, shouldAdvanceTime: true });
    await world().app.catchUp();
    await repository.settled();
    vi.useRealTimers();
    expect(await seen(pull.head)).toMatchObject({
      conclusion: 'success',
      title: 'Ready to promote bikes@v1.0.0 to north',
    });
  });

  it('is held up by a freeze, with its reason and its end', async () => {
    const { head } = await opened('to-south', 'south', state('1.1.0'));
    const { conclusion, said } = await seen(head);
    expect(conclusion).toBe('failure');
    expect(said).toContain('Promotions to south are frozen: stocktaking. It ends at');
  });

  it('needs an approval by somebody who neither asked for it, nor wrote or pushed it', async () => {
    const pull = await opened('to-east', 'east', state('1.1.0'));
    expect((await seen(pull.head)).title).toContain('0 of 1 approvals');
    await review(pull, 'reader');
    expect((await seen(pull.head)).conclusion).toBe('failure');
    await review(pull, 'acme');
    expect((await seen(pull.head)).conclusion).toBe('success');
  });

  it('is judged again with few calls to GitHub', async () => {
    const pull = await opened('calls', 'east', state('0.9.0'));
    await judged(pull);
    const before = world().github.calls.length;
    const { rest } = world().as('acme');
    const at = { ...repository.at, pull_number: pull.number };
    await rest.pulls.createReview({ ...at, event: 'APPROVE', body: 'Read.' });
    await repository.settled();
    // The first is the review itself.
    expect(world().github.calls.length - before - 1).toBeLessThanOrEqual(12);
  });

  it('does not count the approval of whoever asked for it in a comment', async () => {
    const { rest } = world().as('acme');
    const { data: issue } = await rest.issues.create({ ...repository.at, title: 'A wish' });
    const body = '/assay promote bikes@1.0.0 east';
    await rest.issues.createComment({ ...repository.at, issue_number: issue.number, body });
    await repository.settled();
    const { data } = await rest.pulls.list({
      ...repository.at,
      head: 'acme:assay/promote/bikes/east',
    });
    const pull = { number: data[0]?.number ?? 0, head: data[0]?.head.sha ?? '' };
    await review(pull, 'acme');
    expect((await seen(pull.head)).title).toContain('0 of 1 approvals');
    await review(pull, 'maintainer');
    expect((await seen(pull.head)).conclusion).toBe('success');
  });
});

describe('a rollback', () => {
  it('to the last version that was healthy there waits for no freeze, and has approvals of its own', async () => {
    await remember(repository, [
      { version: version('1.0.0'), environment: 'west', minutesAgo: 90, health: [[80, 'healthy']] },
      {
        version: version('1.1.0'),
        environment: 'west',
        minutesAgo: 60,
        health: [[50, 'unhealthy']],
      },
    ]);
    const pull = await opened('anything', 'west', state('1.0.0'));
    const waits = await seen(pull.head);
    expect(waits.title).toContain(
      'Not ready to roll west back to bikes@v1.0.0: The head commit has 0',
    );
    expect(waits.said).not.toContain('frozen');
    await review(pull, 'acme');
    expect((await seen(pull.head)).conclusion).toBe('success');
  });

  it('is not what only calls itself one', async () => {
    const pull = await opened('assay/rollback/bikes/west', 'west', state('0.9.0'));
    const { rest } = world().as('maintainer');
    const at = { ...repository.at, issue_number: pull.number };
    const label = { name: 'assay:urgent', color: 'b60205', description: 'Goes back.' };
    await rest.issues.createLabel({ ...repository.at, ...label });
    await rest.issues.addLabels({ ...at, labels: [label.name] });
    await rest.issues.update({ ...at, title: 'Rollback of bikes in west' });
    await review(pull, 'acme');
    const { conclusion, said } = await judged(pull);
    expect(conclusion).toBe('failure');
    expect(said).toContain('Promotions to west are frozen');
    expect(said).toContain('has never been in staging');
    expect(said).toContain('1 of 2 approvals');
  });
});

describe('a pull request that tries to get round the gate', () => {
  const metrics = { bikes: { mae: 40, rmse: 60 }, taxis: { mae: 40, rmse: 60 } };

  it('is judged by the configuration of the base branch, whatever it makes of it', async () => {
    const weaker = { [configPath]: configuration() };
    const pull = await opened('weaker', 'south', state('1.1.0'), weaker);
    await repository.play('pull_request', pull.head, metrics);
    const { conclusion, title } = await seen(pull.head);
    expect(conclusion).toBe('failure');
    expect(title).toContain('Promotions to south are frozen');
  });

  it('brings no environment together with a version for it', async () => {
    const moon = gated(configuration()).replace(
      `state: ${stateFile('bikes', 'staging')}`,
      `state: ${stateFile('bikes', 'moon')}`,
    );
    const pull = await opened('moon', 'moon', state('1.1.0'), { [configPath]: moon });
    await repository.play('pull_request', pull.head, metrics);
    const { conclusion, title } = await seen(pull.head);
    expect(conclusion).toBe('failure');
    expect(title).toContain('deploy/moon/bikes.yaml is only in the .github/assay.yml of this pull');
  });

  it('asks for two versions at once', async () => {
    const { head } = await opened('mixed', 'staging', state('1.0.0', '1.1.0'));
    const { conclusion, title } = await seen(head);
    expect(conclusion).toBe('failure');
    expect(title).toContain('asks for two versions of bikes at once');
  });

  it('asks for a version whose tag was moved', async () => {
    const { head } = await opened('moved', 'staging', state('0.9.0'));
    expect((await seen(head)).conclusion).toBe('success');
    const sha = await repository.push({ branch: 'elsewhere', files: { 'a.txt': 'a' } });
    const { rest } = world().as('acme');
    await rest.git.updateRef({ ...repository.at, ref: 'tags/bikes@v0.9.0', sha, force: true });
    const { conclusion, title } = await judged({ number: 0, head });
    expect(conclusion).toBe('failure');
    expect(title).toContain('The tag bikes@v0.9.0 was moved');
  });

  it('is let through where it changes something else of a state file', async () => {
    const file = stateFile('bikes', 'south');
    const { head } = await opened('comment', 'south', `# Ours.\n${beginning[file]}`);
    expect(await seen(head)).toMatchObject({
      conclusion: 'success',
      title: 'Ready to change south, and no version of bikes',
    });
  });
});
