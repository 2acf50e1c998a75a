import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../../app/operations/log.ts';
import { type RunningApp, startApp } from '../../../app/start.ts';
import { parameterChange } from './content.ts';
import { deliveriesOf } from './deliveries.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { optionsIn, slug, useWorld, webhookSecret } from './world.ts';

const world = useWorld();

/** A line of the log. */
type Line = Readonly<Record<string, unknown>>;

describe('the log of the app, at its most talkative', () => {
  const lines: string[] = [];
  let app: RunningApp;
  let repository: TestRepository;
  let number: number;

  beforeAll(async () => {
    const { github } = world();
    app = await startApp({
      ...optionsIn(world()),
      adminToken: 'an admin token of this test',
      log: createLog('trace', { write: (line) => lines.push(line) }),
    });
    github.admin.setWebhook(slug, { url: app.webhookUrl, secret: webhookSecret });
    repository = await createRepository(world());
    // One attempt of a job fails, and is told of.
    github.addFault({ kind: 'status', match: /^GET .*\/compare\//, status: 404, times: 1 });
    const files = parameterChange('bikes', 1);
    const pull = await repository.open({ branch: 'candidate', files });
    number = pull.number;
    await github.admin.deliveriesSettled();
    await app.idle();
    const played = repository.begin('pull_request', pull.head);
    played.complete();
    await github.admin.deliveriesSettled();
    await app.idle();
  });
  afterAll(async () => {
    await app.close();
    world().github.admin.setWebhook(slug, {
      url: world().app.webhookUrl,
      secret: webhookSecret,
    });
  });

  const parsed = (): readonly Line[] => lines.map((line) => JSON.parse(line) as Line);

  it('follows a delivery from its arrival to the end of its jobs, with the pull request', async () => {
    const sent = await deliveriesOf(world(), repository.at);
    const opened = sent.find(
      ({ event, action }) => event === 'pull_request' && action === 'opened',
    );
    const about = parsed().filter(({ delivery }) => delivery === opened?.guid);
    expect(about.map(({ msg }) => msg)).toEqual([
      'A delivery was taken.',
      `greet-pull in ${repository.name} failed, and is tried again.`,
      `greet-pull in ${repository.name} is done.`,
    ]);
    for (const line of about) {
      expect(line).toMatchObject({ repository: repository.name, pull: number });
    }
    expect(about[1]).toMatchObject({ outcome: 'failed', attempts: 1, err: { status: 404 } });
    expect(about[2]).toMatchObject({ outcome: 'done', attempts: 2 });
  });

  it('holds no secret: no key, no token, no signature', () => {
    const all = lines.join('');
    const { privateKey } = world();
    const secrets = [
      webhookSecret,
      'an admin token of this test',
      privateKey.split('\n')[2] ?? '',
      world().token('maintainer'),
      world().token('acme'),
    ];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(10);
      expect(all).not.toContain(secret);
    }
    expect(all).not.toMatch(/ghs_[A-Za-z0-9]{10}|sha256=[0-9a-f]{64}|[?&]sig=|Bearer ey/);
  });
});
