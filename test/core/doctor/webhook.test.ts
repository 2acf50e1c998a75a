import { describe, expect, it } from 'vitest';
import { examineWebhook, type WebhookConfig } from '../../../core/doctor/webhook.ts';

const settingsUrl = 'https://github.com/settings/apps/assay';
const right: WebhookConfig = {
  url: 'https://assay.example.com/api/github/webhooks',
  contentType: 'json',
  insecureTls: false,
  hasSecret: true,
};

function findings(change: Partial<WebhookConfig>, url: string | null = null) {
  const value = { ...right, ...change };
  return examineWebhook({ kind: 'answered', value }, settingsUrl, url);
}

describe('the webhook', () => {
  it('passes when GitHub signs JSON and sends it over TLS to the path of webhooks', () => {
    expect(findings({}).map(({ outcome }) => outcome)).toEqual(['pass']);
    expect(findings({}, 'https://assay.example.com').map(({ outcome }) => outcome)).toEqual([
      'pass',
    ]);
  });

  it.each([
    ['no URL', { url: '' }, 'fail', 'No webhook URL is set'],
    ['no secret', { hasSecret: false }, 'fail', 'GitHub has no secret'],
    ['forms', { contentType: 'form' }, 'fail', 'refuses with 415'],
    ['another path', { url: 'https://assay.example.com/' }, 'warn', 'does not end in'],
    ['no TLS', { url: right.url.replace('https', 'http') }, 'warn', 'is not encrypted'],
    ['no certificate', { insecureTls: true }, 'warn', 'without checking the certificate'],
    ['text that is no URL', { url: 'assay' }, 'warn', 'does not end in'],
  ] as const)('tells of %s', (_, change, outcome, words) => {
    const found = findings(change).find(({ found: text }) => text.includes(words));
    expect(found?.outcome).toBe(outcome);
    expect(found?.advice).not.toBeNull();
  });

  it('tells of each thing that is wrong', () => {
    expect(findings({ hasSecret: false, contentType: 'form', insecureTls: true })).toHaveLength(3);
  });

  it('warns when GitHub sends to another place than the one that was named', () => {
    const [finding] = findings({}, 'https://other.example.com');
    expect(finding?.outcome).toBe('warn');
    expect(finding?.found).toContain('not to https://other.example.com');
  });

  it('warns when GitHub does not say how it is set', () => {
    const [finding] = examineWebhook({ kind: 'refused', status: 500 }, settingsUrl, null);
    expect(finding?.outcome).toBe('warn');
  });
});
