import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { convertCode } from '../../adapters/registration/convert.ts';
import { keepRegistration, type Places, placesIn } from '../../adapters/registration/keep.ts';
import { serveLocalPage } from '../../adapters/registration/local-page.ts';
import { InputError } from '../../core/errors.ts';
import { usualApiUrl, webAddress } from '../../core/github/web-address.ts';
import type { Registration } from '../../core/registration/manifest.ts';
import { pageUrl } from '../page-url.ts';
import { readPort } from '../port.ts';

/**
 * `assay app-manifest --url URL`: registers the app at GitHub through a page in the browser, and keeps its key and
 * variables in files. `--code` does the last step alone, with a code that GitHub gave a browser elsewhere. Resolves with
 * the exit status; throws an InputError for what is wrong, before anything is registered.
 */
export async function registerApp(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      organization: { type: 'string' },
      name: { type: 'string', default: 'Assay' },
      port: { type: 'string' },
      out: { type: 'string', default: '.' },
      code: { type: 'string' },
    },
  });
  const places = await placesIn(values.out);
  const own = process.env['ASSAY_API_URL']?.trim().replace(/\/+$/, '') ?? '';
  const apiUrl = own === '' ? usualApiUrl : own;
  const code = values.code ?? (await codeOfBrowser(values, webAddress(apiUrl)));
  if (code === null) return 1;
  const registration = await convertCode(apiUrl, code);
  await keepRegistration(places, registration, own === '' ? null : own);
  process.stdout.write(summary(registration, places));
  return 0;
}

interface Wish {
  readonly url?: string | undefined;
  readonly organization?: string | undefined;
  readonly name: string;
  readonly port?: string | undefined;
}

/** Waits for a person to come back from GitHub; null when they ended it. */
async function codeOfBrowser(wish: Wish, webUrl: string): Promise<string | null> {
  const { url, name, organization = null } = wish;
  if (url === undefined) {
    throw new InputError(
      'no-url',
      'Say by --url where GitHub will reach the app, such as https://assay.example.com.',
    );
  }
  const wanted = { name, url: pageUrl(url), organization, webUrl };
  const page = await serveLocalPage(wanted, readPort(wish.port) ?? 0);
  process.stdout.write(
    `Open ${page.url} in a browser on this machine, and follow it to GitHub and back.\nIf the browser is elsewhere, so that it can't come back, run this again with --code and the code in its address. Ctrl-C ends it.\n`,
  );
  const ended = once(process, 'SIGINT').then(() => null);
  const code = await Promise.race([page.code, ended]);
  page.close();
  return code;
}

function summary(registration: Registration, { keyFile, variablesFile }: Places): string {
  const { name, id, url, webhookSecret } = registration;
  const secret =
    webhookSecret === null
      ? ['GitHub made no webhook secret: set one there, and as ASSAY_WEBHOOK_SECRET.']
      : [];
  return [
    `${name} is registered, with the App ID ${id}: ${url}`,
    `Its private key is in ${keyFile}, its variables are in ${variablesFile}; only you can read them.`,
    ...secret,
    `Start it: set -a; . ${variablesFile}; set +a; npm start`,
    `Install it: ${url}/installations/new`,
    '',
  ].join('\n');
}
