import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { convertCode } from '../../adapters/registration/convert.ts';
import { keepRegistration, type Places, placesIn } from '../../adapters/registration/keep.ts';
import {
  serveLocalPage,
  type Wanted,
  writePageFile,
} from '../../adapters/registration/local-page.ts';
import { InputError } from '../../core/errors.ts';
import { usualApiUrl, webAddress } from '../../core/github/web-address.ts';
import type { Registration } from '../../core/registration/manifest.ts';
import { pageUrl } from '../page-url.ts';
import { readPort } from '../port.ts';

/**
 * `assay app-manifest --url URL`: registers the app at GitHub through a page in the browser, and keeps its key and
 * variables in files. `--page FILE` writes the page for a browser elsewhere, and `--code CODE` does the last step with
 * the code that GitHub gave it. Resolves with the exit status; throws an InputError for what is wrong, before anything is
 * registered.
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
      page: { type: 'string' },
      code: { type: 'string' },
    },
  });
  const own = process.env['ASSAY_API_URL']?.trim().replace(/\/+$/, '') ?? '';
  const apiUrl = own === '' ? usualApiUrl : own;
  const webUrl = webAddress(apiUrl);
  if (values.page !== undefined) return givePage(values, webUrl, values.page);
  const places = await placesIn(values.out);
  const code = values.code ?? (await codeOfBrowser(wantedOf(values, webUrl), values.port));
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
}

function wantedOf({ url, name, organization }: Wish, webUrl: string): Wanted {
  if (url === undefined) {
    throw new InputError(
      'no-url',
      'Say by --url where GitHub will reach the app, such as https://assay.example.com.',
    );
  }
  return { name, url: pageUrl(url), organization: organization ?? null, webUrl };
}

async function givePage(wish: Wish, webUrl: string, file: string): Promise<number> {
  const wanted = wantedOf(wish, webUrl);
  await writePageFile(wanted, file);
  process.stdout.write(
    `Open ${file} in any browser and follow it to GitHub. It ends at ${wanted.url}/?code=…, whatever that shows: run assay app-manifest --code with the code that stands there, within the hour.\n`,
  );
  return 0;
}

/** Waits for a person to come back from GitHub; null when they ended it. */
async function codeOfBrowser(wanted: Wanted, port: string | undefined): Promise<string | null> {
  const page = await serveLocalPage(wanted, readPort(port) ?? 0);
  process.stdout.write(
    `Open ${page.url} in a browser on this machine, and follow it to GitHub and back.\nFor a browser elsewhere, see --page. Ctrl-C ends it.\n`,
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
