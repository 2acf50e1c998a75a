import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readJob } from '../../adapters/actions-runtime/job.ts';
import { chooseSigner } from '../../actions/register/signer.ts';
import { type Curve, signingPair } from '../adapters/signature/pair.ts';

const identity = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://identity.example' };
const password = 'the password';
const key = signingPair('P-256').privateKey;
const locked = signingPair('P-256', password).privateKey;

let log: string[];

beforeEach(() => {
  log = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => log.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Who signs in a job with these inputs and variables of the runner. */
function choose(inputs: Readonly<Record<string, string>>, variables: NodeJS.ProcessEnv = {}) {
  const runner = {
    GITHUB_REPOSITORY: 'octo/models',
    GITHUB_WORKSPACE: '/work',
    GITHUB_SHA: 'c'.repeat(40),
  };
  return chooseSigner({
    job: readJob(runner, null),
    input: (name) => inputs[name] ?? (name === 'token' ? 'a token' : ''),
    output: () => undefined,
    variables,
    cancelled: new AbortController().signal,
    now: () => new Date(),
  });
}

describe('who signs a version', () => {
  it.each<[string, Record<string, string>, NodeJS.ProcessEnv, RegExp | null]>([
    ['nobody, without a key and a permission', {}, {}, null],
    ['the workflow, where it may', {}, identity, /^as this workflow$/],
    ['the key, where there is one', { 'signing-key': key }, {}, /^with the key sha256:/],
    ['the key, also where the workflow may', { 'signing-key': key }, identity, /^with the key/],
    [
      'the workflow, where that is asked for',
      { 'signing-key': key, sign: 'keyless' },
      identity,
      /^as/,
    ],
    ['nobody, where that is asked for', { 'signing-key': key, sign: 'off' }, identity, null],
    [
      'the key, by its password',
      { 'signing-key': locked, 'signing-key-password': password },
      {},
      /^with/,
    ],
  ])('is %s', (_, inputs, variables, name) => {
    const signer = choose(inputs, variables);
    if (name === null) expect(signer).toBeNull();
    else expect(signer?.name).toMatch(name);
  });

  it('is said where nobody does, and not where that was asked for', () => {
    choose({});
    expect(log.join('')).toContain('::notice::The version is not signed');
    log = [];
    choose({ sign: 'off' });
    expect(log).toEqual([]);
  });

  it.each<[Record<string, string>, string]>([
    [{ sign: 'keyless' }, 'permissions: id-token: write'],
    [{ sign: 'key' }, 'give one in the input "signing-key"'],
    [{ sign: 'always' }, '"sign" is "always"; it must be auto, keyless, key, off'],
    [{ 'signing-key': locked }, 'The input "signing-key" is encrypted'],
    [{ 'signing-key': locked, 'signing-key-password': 'x' }, 'cannot be read with the password'],
    [{ 'signing-key': 'not a key' }, 'is no private key in PEM'],
  ])('is an error where it was asked for and can not be: %j', (inputs, sentence) => {
    expect(() => choose(inputs)).toThrow(sentence);
  });

  it.each<Curve>(['P-256', 'Ed25519'])(
    'never shows the key or its password, of the kind %s: both are masked first',
    (curve) => {
      const pem = signingPair(curve, password).privateKey;
      choose({ 'signing-key': pem, 'signing-key-password': password });
      const lines = pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'));
      const masked = log.filter((text) => text.startsWith('::add-mask::')).join('');
      for (const secret of [password, ...lines]) expect(masked).toContain(secret);
      const shown = log.filter((text) => !text.startsWith('::add-mask::')).join('');
      for (const secret of [password, ...lines]) expect(shown).not.toContain(secret);
    },
  );
});
