import { html, raw } from 'hono/html';
import type { AppManifest } from '../../core/registration/manifest.ts';

type Html = ReturnType<typeof html>;

const style = raw(`
  :root { color-scheme: light dark; }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 38rem; margin: 3rem auto; padding: 0 1rem; }
  dt { font-weight: 600; margin-top: .8rem; } dd { margin: 0; overflow-wrap: anywhere; }
  button { font: inherit; padding: .5rem 1.2rem; margin-top: 1.5rem; }
`);

function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${body}
      </body>
    </html>`;
}

/** What will be registered, and the button that takes it to GitHub. */
export function registrationPage(manifest: AppManifest, action: string): Html {
  const permissions = Object.entries(manifest.default_permissions).map(
    ([name, level]) => `${name}: ${level}`,
  );
  return page(
    'Register Assay at GitHub',
    html`<p>
        GitHub shows you what is registered, lets you change the name, and leads you back with a
        code for what the app needs.
      </p>
      <dl>
        <dt>Name</dt>
        <dd>${manifest.name}</dd>
        <dt>Webhook</dt>
        <dd>${manifest.hook_attributes.url}</dd>
        <dt>Permissions</dt>
        <dd>${permissions.join(', ')}</dd>
        <dt>Events</dt>
        <dd>${manifest.default_events.join(', ')}</dd>
      </dl>
      <form method="post" action="${action}">
        <input type="hidden" name="manifest" value="${JSON.stringify(manifest)}" />
        <button>Go on to ${new URL(action).host}</button>
      </form>`,
  );
}

/** What whoever comes back from GitHub sees. */
export function registeredPage(): Html {
  return page(
    'Registered',
    html`<p>GitHub has registered the app. What is next stands in your terminal.</p>`,
  );
}

/** What somebody sees who comes from elsewhere. */
export function strangePage(): Html {
  return page(
    'Not from this registration',
    html`<p>This is not the answer to the registration that was begun here: begin it anew.</p>`,
  );
}
