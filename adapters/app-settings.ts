import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InputError } from '../core/errors.ts';
import { shortestMasterSecret } from '../core/monitors/token.ts';
import { failed, ok, type Result } from '../core/result.ts';
import type { DatabaseOptions } from './database/open.ts';
import { readHosts, servedAccess } from './registries/access.ts';
import type { StoreAccess } from './registries/registry.ts';

/** What whoever runs the app has set in the environment. */
export interface AppSettings {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** Of the webhook. */
  readonly secret: string;
  readonly baseUrl?: string;
  readonly host?: string;
  readonly port: number;
  readonly operationsPort?: number;
  readonly adminToken?: string;
  /** The master secrets of monitors' tokens: the current one, and the one before where it is still good. */
  readonly monitorSecrets?: readonly string[];
  readonly concurrency?: number;
  /** Nothing is judged in an organisation without a policy. */
  readonly policyRequired: boolean;
  readonly database: DatabaseOptions;
  /** How stores of versions beside GitHub are reached. */
  readonly stores: StoreAccess;
  readonly logLevel: LogLevel;
}

/** Where the app listens unless PORT says otherwise. */
export const usualPort = 3000;
const mostPort = 65_535;
const mostConcurrency = 100;
const usualFolder = 'assay-data';
const shortestToken = 16;
const guide = 'docs/run-the-app.md says where each value comes from.';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

/** Every variable that the app reads. */
export const appVariables = [
  'ASSAY_APP_ID',
  'ASSAY_PRIVATE_KEY',
  'ASSAY_WEBHOOK_SECRET',
  'ASSAY_API_URL',
  'DATABASE_URL',
  'ASSAY_DATA_DIR',
  'PORT',
  'HOST',
  'ASSAY_OPERATIONS_PORT',
  'ASSAY_ADMIN_TOKEN',
  'ASSAY_MONITOR_SECRET',
  'ASSAY_MONITOR_SECRET_PREVIOUS',
  'ASSAY_CONCURRENCY',
  'ASSAY_REQUIRE_POLICY',
  'ASSAY_REGISTRY_HOSTS',
  'DOCKER_CONFIG',
  'MLFLOW_TRACKING_URI',
  'MLFLOW_TRACKING_TOKEN',
  'MLFLOW_TRACKING_USERNAME',
  'MLFLOW_TRACKING_PASSWORD',
  'ASSAY_LOG_LEVEL',
] as const;

type VariableName = (typeof appVariables)[number];

/** The environment of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The app's settings from the environment's variables. Throws one InputError for everything that is missing or wrong. */
export async function appSettings(variables: Variables): Promise<AppSettings> {
  const read = await readAppSettings(variables);
  if (read.ok) return read.value;
  throw new InputError('bad-environment', `${read.reason.join('\n')}\n${guide}`);
}

/** The app's settings from the environment's variables, or a sentence for each thing that is missing or wrong. */
export async function readAppSettings(
  variables: Variables,
): Promise<Result<AppSettings, readonly string[]>> {
  const problems: string[] = [];
  const required = (name: VariableName, meaning: string): string => {
    const value = variables[name]?.trim() ?? '';
    if (value === '') problems.push(`${name} is not set: it must be ${meaning}.`);
    return value;
  };
  const optional = (name: VariableName): string => variables[name]?.trim() ?? '';
  const whole = (name: VariableName, text: string, largest: number): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value <= largest) return value;
    const bound = largest === Number.MAX_SAFE_INTEGER ? '' : ` of at most ${largest}`;
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
  const port = whole('PORT', optional('PORT') || String(usualPort), mostPort);
  const baseUrl = apiUrl(optional('ASSAY_API_URL'), problems);
  const host = optional('HOST');
  const ifSet = (name: VariableName, largest: number): number | undefined =>
    optional(name) === '' ? undefined : whole(name, optional(name), largest);
  const operationsPort = ifSet('ASSAY_OPERATIONS_PORT', mostPort);
  const concurrency = ifSet('ASSAY_CONCURRENCY', mostConcurrency);
  const adminToken = optional('ASSAY_ADMIN_TOKEN');
  if (adminToken !== '' && adminToken.length < shortestToken) {
    problems.push(
      `ASSAY_ADMIN_TOKEN must have at least ${shortestToken} characters, such as \`openssl rand -hex 32\` prints.`,
    );
  }
  const monitorSecrets = readMonitorSecrets(variables, problems);
  const policyRequired = readTruth('ASSAY_REQUIRE_POLICY', variables, problems);
  const stores = readStores(optional('ASSAY_REGISTRY_HOSTS'), variables, problems);
  const logLevel = readLogLevel(optional('ASSAY_LOG_LEVEL'), problems);
  const database = readDatabase(optional('DATABASE_URL'), optional('ASSAY_DATA_DIR'), problems);
  if (problems.length > 0) return failed(problems);
  return ok({
    appId,
    privateKey,
    secret,
    port,
    database,
    policyRequired,
    stores,
    logLevel,
    ...(host === '' ? {} : { host }),
    ...(baseUrl === null ? {} : { baseUrl }),
    ...(operationsPort === undefined ? {} : { operationsPort }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(adminToken === '' ? {} : { adminToken }),
    ...(monitorSecrets.length === 0 ? {} : { monitorSecrets }),
  });
}

/** Where the inbox is kept, for a command that looks into it. Throws an InputError for everything that is wrong. */
export function databaseSettings(variables: Variables): DatabaseOptions {
  const problems: string[] = [];
  const {
    DATABASE_URL: url = '',
    ASSAY_DATA_DIR: folder = '',
  }: Partial<Record<VariableName, string>> = variables;
  const database = readDatabase(url.trim(), folder.trim(), problems);
  if (problems.length > 0) throw new InputError('bad-environment', problems.join('\n'));
  return database;
}

/** The master secret of monitors' tokens, for the command that shows one. Throws an InputError where there is none. */
export function monitorSecret(variables: Variables): string {
  const problems: string[] = [];
  const [secret] = readMonitorSecrets(variables, problems);
  if (secret === undefined && problems.length === 0) {
    problems.push(
      'ASSAY_MONITOR_SECRET is not set: tokens are made of it. Set it to what the app has, such as `openssl rand -hex 32` prints.',
    );
  }
  if (secret === undefined || problems.length > 0) {
    throw new InputError('bad-environment', problems.join('\n'));
  }
  return secret;
}

function readMonitorSecrets(variables: Variables, problems: string[]): readonly string[] {
  const names = ['ASSAY_MONITOR_SECRET', 'ASSAY_MONITOR_SECRET_PREVIOUS'] as const;
  const [current = '', previous = ''] = names.map((name) => variables[name]?.trim() ?? '');
  for (const [index, secret] of [current, previous].entries()) {
    if (secret !== '' && secret.length < shortestMasterSecret) {
      problems.push(
        `${names[index] ?? ''} must have at least ${shortestMasterSecret} characters, such as \`openssl rand -hex 32\` prints.`,
      );
    }
  }
  if (current === '' && previous !== '') {
    problems.push('ASSAY_MONITOR_SECRET_PREVIOUS is set, and ASSAY_MONITOR_SECRET is not.');
  }
  return [current, previous].filter((secret) => secret !== '');
}

function readDatabase(url: string, folder: string, problems: string[]): DatabaseOptions {
  if (url === '') return { kind: 'folder', folder: folder === '' ? usualFolder : folder };
  if (folder !== '') {
    problems.push('DATABASE_URL and ASSAY_DATA_DIR are both set: the inbox is in one place only.');
  }
  // The address may hold a password, so it is not shown.
  if (!URL.canParse(url) || !/^postgres(?:ql)?:/.test(url)) {
    problems.push(
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/assay.',
    );
  }
  return { kind: 'postgres', url };
}

/** Credentials are found in the environment by the stores themselves, as Docker's configuration. */
function readStores(text: string, variables: Variables, problems: string[]): StoreAccess {
  const hosts = readHosts(text);
  if (!hosts.ok) problems.push(`ASSAY_REGISTRY_HOSTS ${hosts.reason}`);
  return servedAccess(variables, hosts.ok ? hosts.value : []);
}

function readLogLevel(text: string, problems: string[]): LogLevel {
  if (text === '') return 'info';
  const level = logLevels.find((one) => one === text);
  if (level === undefined) {
    problems.push(
      `ASSAY_LOG_LEVEL must be one of ${logLevels.join(', ')}; found ${JSON.stringify(text)}.`,
    );
  }
  return level ?? 'info';
}

/** `true` or `false`, which is meant where nothing is set. */
function readTruth(name: VariableName, variables: Variables, problems: string[]): boolean {
  const text = variables[name]?.trim() ?? '';
  if (text !== '' && text !== 'true' && text !== 'false') {
    problems.push(`${name} must be true or false; found ${JSON.stringify(text)}.`);
  }
  return text === 'true';
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
