import { describe, expect, it } from 'vitest';
import { startApp } from '../../../app/start.ts';
import { createLog } from '../../../app/operations/log.ts';
import { parameterChange } from './content.ts';
import { checkAt } from './look.ts';
import { createRepository } from './repository.ts';
import { optionsIn, slug, useWorld, webhookSecret } from './world.ts';

const world = useWorld();

describe('an app that begins while GitHub is down', () => {
  it('takes what comes, is ready, and does it when GitHub is back', async () => {
    const { github, app } = world();
    const repository = await createRepository(world());
    // Once as it begins, once by the first job.
    github.addFault({ kind: 'status', match: /^GET \/app$/, status: 503, times: 2 });
    const lines: string[] = [];
    const begun = await startApp({
      ...optionsIn(world()),
      log: createLog('info', { write: (line) => lines.push(line) }),
    });
    try {
      expect(lines.join('')).toContain('GitHub does not say who this app is');
      expect((await fetch(`${begun.operationsUrl}/readyz`)).status).toBe(200);
      github.admin.setWebhook(slug, { url: begun.webhookUrl, secret: webhookSecret });
      const { head } = await repository.open({
        branch: 'candidate',
        files: parameterChange('bikes', 1),
      });
      await github.admin.deliveriesSettled();
      expect((await begun.stats()).deliveries.taken).toBeGreaterThan(0);
      await begun.idle();
      expect((await checkAt(repository, head)).status).toBe('in_progress');
      expect((await begun.stats()).dead).toEqual([]);
    } finally {
      await begun.close();
      github.admin.setWebhook(slug, { url: app.webhookUrl, secret: webhookSecret });
    }
  });

  it('does not begin when GitHub does not know it', async () => {
    const { privateKey, github } = world();
    const wrong = startApp({
      appId: 999_999,
      privateKey,
      secret: webhookSecret,
      baseUrl: github.apiUrl,
      log: createLog('silent'),
    });
    await expect(wrong).rejects.toMatchObject({ status: 401 });
  });
});
