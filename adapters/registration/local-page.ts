import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { InputError } from '../../core/errors.ts';
import { appManifest, registrationUrl } from '../../core/registration/manifest.ts';
import { registeredPage, registrationPage, strangePage } from './page.ts';

/** What is to be registered, and where. */
export interface Wanted {
  readonly name: string;
  /** Where the app will be reached. */
  readonly url: string;
  readonly organization: string | null;
  /** GitHub as a browser sees it. */
  readonly webUrl: string;
}

/** A page on this machine that leads to GitHub and back. */
export interface LocalPage {
  readonly url: string;
  /** Resolves with the code that GitHub gives. */
  readonly code: Promise<string>;
  close(): void;
}

/** The page as a file for a browser elsewhere: GitHub leads that to the app's address, with the code in it. */
export async function writePageFile(wanted: Wanted, file: string): Promise<void> {
  const { name, url, webUrl, organization } = wanted;
  const manifest = appManifest({ name, url, redirectUrl: `${url}/` });
  const action = registrationUrl(webUrl, organization, newState());
  await writeFile(file, String(await registrationPage(manifest, action)));
}

function newState(): string {
  return randomBytes(16).toString('hex');
}

/** Serves the page on the loopback address. Throws an InputError for a port that can't be used. */
export async function serveLocalPage(wanted: Wanted, port: number): Promise<LocalPage> {
  const pages = new Hono();
  const server = createServer((request, response) => {
    void listener(request, response);
  });
  const listener = getRequestListener(pages.fetch, { overrideGlobalObjects: false });
  const url = await listen(server, port);
  const code = new Promise<string>((resolve) => {
    addPages(pages, wanted, url, resolve);
  });
  return {
    url,
    code,
    close() {
      server.close();
      server.closeIdleConnections();
    },
  };
}

function addPages(pages: Hono, wanted: Wanted, url: string, found: (code: string) => void): void {
  const { name, webUrl, organization } = wanted;
  // Whoever comes back without it was sent by somebody else.
  const state = newState();
  const manifest = appManifest({ name, url: wanted.url, redirectUrl: `${url}/registered` });
  pages.use(
    secureHeaders({
      // A browser's own default: with less, it would not tell GitHub where the form comes from.
      referrerPolicy: 'strict-origin-when-cross-origin',
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        formAction: [webUrl],
        frameAncestors: ["'none'"],
      },
    }),
  );
  pages.get('/', (context) =>
    context.html(registrationPage(manifest, registrationUrl(webUrl, organization, state))),
  );
  pages.get('/registered', (context) => {
    const { code = '', state: given } = context.req.query();
    if (given !== state || code === '') return context.html(strangePage(), 400);
    found(code);
    return context.html(registeredPage());
  });
}

async function listen(server: Server, port: number): Promise<string> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (cause) {
    throw new InputError('no-port', `Port ${port} can't be used: give another --port, or none.`, {
      cause,
    });
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('No port.');
  return `http://127.0.0.1:${address.port}`;
}
