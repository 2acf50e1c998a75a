import { takeRegistration } from '../app-manifest.ts';
import { appJson } from '../json/app.ts';
import { found, json, type Route } from '../route.ts';

/** `/app-manifests`: what was made of a manifest is given out once. */
export const appManifests = [
  {
    method: 'POST',
    path: '/app-manifests/:code/conversions',
    need: 'anybody',
    handle({ state, param }) {
      const { app, privateKey } = found(takeRegistration(state, param('code')));
      const made = {
        ...appJson(state, app),
        client_secret: 'secret of nobody',
        webhook_secret: app.webhook.secret,
        pem: privateKey,
      };
      return json(made, 201);
    },
  },
] as const satisfies readonly Route[];
