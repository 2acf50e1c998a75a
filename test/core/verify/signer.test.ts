import { describe, expect, it } from 'vitest';
import type { BuildClaims } from '../../../core/signature/attestation.ts';
import type { FoundBundle } from '../../../core/verify/facts.ts';
import { verify } from '../../../core/verify/verify.ts';
import { byKey, signedFacts, statementsOf, takenOver } from './facts.ts';

const usual = takenOver();
const { repository, commit } = usual.version;
const gitHub = 'https://token.actions.githubusercontent.com';
const signatures = ['model-signature', 'provenance', 'test-result', 'verdict-result'];

/** The signature of a workflow that several repositories call, so that its identity is the same in all. */
function byWorkflow(build: Partial<BuildClaims>, issuer = gitHub): FoundBundle['signature'] {
  return {
    kind: 'verified',
    signer: {
      kind: 'certificate',
      identity: 'https://github.com/octo-org/ci/.github/workflows/train.yml@refs/heads/main',
      issuer,
      build: {
        repository: `https://github.com/${repository}`,
        workflow: null,
        ref: null,
        commit,
        invocation: null,
        runner: null,
        ...build,
      },
    },
  };
}

function outcomes(signature: FoundBundle['signature']) {
  const { claims, signed } = verify(signedFacts(usual, signature), true);
  const failed = claims.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
  return { failed, signed };
}

describe('a certificate', () => {
  it('proves what is signed by a build of the very repository and commit', () => {
    expect(outcomes(byWorkflow({}))).toEqual({ failed: [], signed: true });
  });

  it.each([
    [{ repository: 'https://github.com/octo-org/other' }],
    [{ repository: `https://github.com/evil/${repository}` }],
    [{ repository: `https://evil.example/${repository}` }],
    [{ repository: `https://github.com/${repository}/` }],
    [{ repository: null }],
    [{ commit: 'd'.repeat(40) }],
    [{ commit: null }],
  ])('of the build %j signs nothing of this version, the files of the model included', (build) => {
    expect(outcomes(byWorkflow(build))).toEqual({ failed: signatures, signed: false });
  });

  it('is of the server that its issuer belongs to', () => {
    for (const [issuer, server] of [
      ['https://token.actions.acme.ghe.com', 'https://acme.ghe.com'],
      ['https://git.acme.example/_services/token', 'https://git.acme.example'],
      [`${gitHub}/acme`, 'https://github.com'],
    ] as const) {
      const own = byWorkflow({ repository: `${server}/${repository}` }, issuer);
      expect(outcomes(own)).toEqual({ failed: [], signed: true });
      const other = byWorkflow({ repository: `https://x.example/${repository}` }, issuer);
      expect(outcomes(other).signed).toBe(false);
    }
    expect(outcomes(byWorkflow({}, 'https://token.actions.evil.example')).signed).toBe(false);
  });
});

describe('provenance', () => {
  it('of a repository whose address only ends as ours does is of another', () => {
    const text = JSON.stringify(statementsOf(usual));
    const forged = text.replaceAll(
      `https://github.com/${repository}"`,
      `https://github.com/evil/${repository}"`,
    );
    const { claims } = verify(signedFacts(usual, byKey, {}, JSON.parse(forged)), true);
    expect(claims.find(({ id }) => id === 'provenance')).toMatchObject({
      outcome: 'failed',
      sentence: `It is not of the repository ${repository}.`,
    });
  });
});
