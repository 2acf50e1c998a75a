import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { appEvents, appPermissions } from '../../../core/app-manifest.ts';
import {
  appManifest,
  type Registration,
  registrationUrl,
  variablesOf,
} from '../../../core/registration/manifest.ts';

const app = {
  name: 'Assay',
  url: 'https://assay.example.com',
  redirectUrl: 'http://127.0.0.1:8123/registered',
};
const registration: Registration = {
  id: 7,
  slug: 'assay',
  name: 'Assay',
  url: 'https://github.com/apps/assay',
  privateKey: 'PEM',
  webhookSecret: 'abc123',
};

describe('the manifest', () => {
  it('asks for the permissions and events of the app, privately, and names its webhook', () => {
    expect(appManifest(app)).toMatchObject({
      name: 'Assay',
      hook_attributes: { url: 'https://assay.example.com/api/github/webhooks', active: true },
      redirect_url: app.redirectUrl,
      public: false,
      default_permissions: appPermissions,
      default_events: appEvents,
    });
  });

  it('has a name that GitHub takes', () => {
    expect(appManifest({ ...app, name: 'a'.repeat(50) }).name).toHaveLength(34);
  });
});

describe('the address that it is posted to', () => {
  it.each([
    ['https://github.com', null, 'https://github.com/settings/apps/new?state=s'],
    [
      'https://github.com',
      'acme',
      'https://github.com/organizations/acme/settings/apps/new?state=s',
    ],
    [
      'https://ghe.example.com',
      '../x',
      'https://ghe.example.com/organizations/..%2Fx/settings/apps/new?state=s',
    ],
  ] as const)('%s, %s', (web, organization, expected) => {
    expect(registrationUrl(web, organization, 's')).toBe(expected);
  });
});

describe('the variables', () => {
  it('are those that the app starts with', () => {
    expect(variablesOf(registration, '/etc/assay/key.pem', null)).toBe(
      'ASSAY_APP_ID=7\nASSAY_PRIVATE_KEY=/etc/assay/key.pem\nASSAY_WEBHOOK_SECRET=abc123\n',
    );
  });

  it('name the enterprise server, leave out a secret that was not made, and quote what a shell would read', () => {
    const api = 'https://ghe.example.com/api/v3';
    const text = variablesOf({ ...registration, webhookSecret: null }, '/my keys/$HOME.pem', api);
    expect(text).toContain("ASSAY_PRIVATE_KEY='/my keys/$HOME.pem'\n");
    expect(parseEnv(text)).toEqual({
      ASSAY_APP_ID: '7',
      ASSAY_PRIVATE_KEY: '/my keys/$HOME.pem',
      ASSAY_API_URL: api,
    });
  });
});
