import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InputError } from '../core/errors.ts';
import type { AppOptions } from './start.ts';

const usualPort = 3000;
const mostPort = 65_535;
const guide = 'docs/run-the-app.md says where each value comes from.';

type Variables = Readonly<Record<string, string | undefined>>;

/** The app's options from the environment's variables. Throws one InputError for everything that is missing or wrong. */
export async function appOptions(variables: Variables): Promise<AppOptions> {
  const problems: string[] = [];
  const required = (name: string, meaning: string): string => {
    const value = variables[name]?.trim() ?? '';
    if (value === '') problems.push(`${name} is not set: it must be ${meaning}.`);
    return value;
  };
  const whole = (name: string, text: string, largest: number): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value <= largest) return value;
    const bound = largest === mostPort ? ` of at most ${mostPort}` : '';
    if (text !== '') {
      problems.push(`${name} must be a whole number${bound}; found ${JSON.stringify(text)}.`);
    }
    return 0;
  };
  const id = required('ASSAY_APP_ID', "the app's id, a whole number");
  const appId = whole('ASSAY_APP_ID', id, Number.MAX_SAFE_INTEGER);
  const key = required('ASSAY_PRIVATE_KEY', "the app's private key: the PEM text, or a path to it");
  const privateKey = key === '' ? '' : await readKey(key, problems);
  const secret = required('ASSAY_WEBHOOK_SECRET', "the webhook's secret, as GitHub has it");
  const port = whole('PORT', variables['PORT']?.trim() || String(usualPort), mostPort);
  const baseUrl = apiUrl(variables['ASSAY_API_URL']?.trim() ?? '', problems);
  const host = variables['HOST']?.trim() ?? '';
  if (problems.length > 0) {
    throw new InputError('bad-environment', `${problems.join('\n')}\n${guide}`);
  }
  return {
    appId,
    privateKey,
    secret,
    port,
    ...(host === '' ? {} : { host }),
    ...(baseUrl === null ? {} : { baseUrl }),
  };
}

/** The key as PEM. In a variable its line breaks are often written as `\n`. Says what is wrong without showing it. */
async function readKey(value: string, problems: string[]): Promise<string> {
  const isText = value.startsWith('-----BEGIN');
  const pem = isText
    ? value.replaceAll('\\n', '\n')
    : await readFile(value, 'utf8').catch(() => null);
  if (pem === null) {
    problems.push('ASSAY_PRIVATE_KEY is neither PEM text nor the path of a file that can be read.');
    return '';
  }
  try {
    createPrivateKey(pem);
    return pem;
  } catch {
    problems.push(
      `ASSAY_PRIVATE_KEY ${isText ? 'is' : 'names'} no private key in PEM form, as GitHub lets you download it.`,
    );
    return '';
  }
}

function apiUrl(value: string, problems: string[]): string | null {
  if (value === '') return null;
  if (URL.canParse(value) && /^https?:/.test(value)) return value.replace(/\/+$/, '');
  problems.push(
    `ASSAY_API_URL must be an address such as https://github.example.com/api/v3; found ${JSON.stringify(value)}.`,
  );
  return null;
}
