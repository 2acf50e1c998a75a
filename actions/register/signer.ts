import * as core from '@actions/core';
import { repositoryWithToken } from '../../adapters/github/with-token.ts';
import { keySigner } from '../../adapters/signature/key-signer.ts';
import type { Signer } from '../../adapters/signature/signer.ts';
import { hasIdentity, workflowSigner } from '../../adapters/signature/workflow-signer.ts';
import { InputError } from '../../core/errors.ts';
import type { Step } from '../action.ts';

/** The inputs that say how a version is signed. */
export type SigningInput = 'sign' | 'signing-key' | 'signing-key-password';

/** What the input `sign` may be. */
const ways = ['auto', 'keyless', 'key', 'off'] as const;
type Way = (typeof ways)[number];

const shortestMasked = 8;

/**
 * Who signs; null where nobody does, which a notice says. Only where signing was asked for is it an error that it can't be
 * done. The key and its password are masked in the log before anything else is done with them.
 */
export function chooseSigner(step: Step<SigningInput | 'token'>): Signer | null {
  const pem = step.input('signing-key');
  const password = step.input('signing-key-password');
  maskKey(pem);
  if (password !== '') core.setSecret(password);
  const way = wayOf(step.input('sign'));
  const hasKey = pem !== '';
  if (way === 'off') return null;
  if (way === 'key' || (way === 'auto' && hasKey)) return byKey(pem, password);
  if (hasIdentity(step.variables)) return byWorkflow(step, way);
  if (way === 'keyless') {
    throw new InputError(
      'no-identity',
      'The input "sign" is "keyless", and this job may not prove who it is: add "permissions: id-token: write" to it, and "attestations: write".',
    );
  }
  core.notice(
    'The version is not signed: give a key in the input "signing-key", or add "permissions: id-token: write" and "attestations: write" to the job. To say nothing of it, set "sign: off".',
  );
  return null;
}

function wayOf(input: string): Way {
  if (input === '') return 'auto';
  const way = ways.find((one) => one === input);
  if (way !== undefined) return way;
  throw new InputError(
    'unknown-sign',
    `The input "sign" is "${input}"; it must be ${ways.join(', ')}, or be left out.`,
  );
}

function byKey(pem: string, password: string): Signer {
  if (pem === '') {
    throw new InputError(
      'no-signing-key',
      'The input "sign" is "key", and there is no key: give one in the input "signing-key", from a secret. Secrets are empty in workflows of forks.',
    );
  }
  const signer = keySigner(pem, password);
  if (signer.ok) return signer.value;
  throw new InputError('bad-signing-key', `The input "signing-key" ${signer.reason}`);
}

function byWorkflow(step: Step<'token'>, way: Way): Signer {
  const repository = repositoryWithToken(step.job, step.input('token'));
  let warned = false;
  return workflowSigner(repository, (problem) => {
    if (way === 'keyless') throw problem;
    if (warned) return;
    warned = true;
    core.warning(
      `The attestations go with the release, and "gh attestation verify" finds them only there. ${problem.message}`,
    );
  });
}

/** The runner masks a value line by line. What is as short as a word would be masked everywhere. */
function maskKey(pem: string): void {
  const lines = pem.split('\n').map((line) => line.trim());
  for (const line of lines) {
    if (line.length >= shortestMasked && !line.startsWith('-----')) core.setSecret(line);
  }
}
