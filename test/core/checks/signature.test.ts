import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provenance } from '../../../core/checks/provenance.ts';
import { signature } from '../../../core/checks/signature.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { levelOf } from '../../../core/policy/level.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type {
  Attestation,
  BuildClaims,
  SignatureFacts,
  Signer,
} from '../../../core/signature/attestation.ts';
import type { SignatureConfig } from '../../../schemas/types.ts';
import {
  betterMetrics,
  candidate,
  config,
  evaluation,
  head,
  repository,
} from '../judge/candidate.ts';
import { context } from './context.ts';

const digest = sha256('model');
const issuer = 'https://token.actions.githubusercontent.com';
const workflow = '.github/workflows/ml.yml';
const address = `https://github.com/${repository}`;
const ref = 'refs/pull/7/merge';
const merge = 'd'.repeat(40);

const byKey: SignatureConfig = { key: 'model.pub' };
const byWorkflow: SignatureConfig = { issuer, workflow, roots: 'roots.jsonl' };
const key: Signer = { kind: 'key', fingerprint: sha256('key') };

const build: BuildClaims = {
  repository: address,
  workflow,
  ref,
  commit: head,
  invocation: `${address}/actions/runs/4711/attempts/1`,
  runner: 'github-hosted',
};

function certificate(changes: Partial<Extract<Signer, { kind: 'certificate' }>> = {}): Signer {
  return {
    kind: 'certificate',
    identity: `${address}/${workflow}@${ref}`,
    issuer,
    build,
    ...changes,
  };
}

type Verified = Extract<Attestation, { kind: 'verified' }>;

function verified(changes: Partial<Verified> = {}): Verified {
  return {
    kind: 'verified',
    signer: key,
    predicateType: 'https://slsa.dev/provenance/v1',
    subjects: [digest],
    build: null,
    ...changes,
  };
}

const refused: Attestation = { kind: 'refused', reason: 'The signature does not hold.' };

function facts(
  attestations: readonly Attestation[],
  pinned: SignatureConfig = byKey,
  changes: Partial<SignatureFacts> = {},
): CandidateFacts {
  const trusted = pinned.key ?? pinned.roots ?? '';
  return candidate({
    config: { ...config, gate: { signature: pinned } },
    signatures: { trusted, problem: null, attestations, more: false, merges: [], ...changes },
  });
}

const judged = (...given: Parameters<typeof facts>) => signature.judge(facts(...given), context);
const origin = (...given: Parameters<typeof facts>) => provenance.judge(facts(...given), context);

const signed = (changes: Partial<BuildClaims> = {}) =>
  verified({ build: { ...build, ...changes } });

const queued = (pull: number) => {
  const identity = `${address}/${workflow}@refs/heads/gh-readonly-queue/main/pr-${pull}-${merge}`;
  const given = facts([verified({ signer: certificate({ identity }) })], byWorkflow);
  const source = given.source && { ...given.source, event: 'merge_group' };
  return signature.judge({ ...given, source }, context).outcome;
};

const level = (changes: object) => levelOf(signature, { ...config, gate: {}, ...changes }).level;

describe('the check signature', () => {
  it('passes with an attestation of the evaluated model by the pinned key', () => {
    expect(judged([refused, verified()])).toMatchObject({
      outcome: 'pass',
      sentence: `The model is signed by the key ${sha256('key')}.`,
    });
  });

  it('passes with one by the pinned workflow at the merge of the pull request', () => {
    expect(judged([verified({ signer: certificate() })], byWorkflow).outcome).toBe('pass');
  });

  it('passes with one of the predicate type that is asked for, and fails with another', () => {
    const wanted = { ...byKey, predicate: 'https://slsa.dev/provenance/v1' };
    expect(judged([verified()], wanted).outcome).toBe('pass');
    expect(judged([verified({ predicateType: 'https://example.org' })], wanted)).toMatchObject({
      outcome: 'fail',
      sentence: expect.stringContaining('has the predicate type https://example.org'),
    });
  });

  it.each<[string, Attestation, SignatureConfig, string]>([
    ['whose signature does not hold', refused, byKey, 'does not hold'],
    ['about another model', verified({ subjects: [sha256('x')] }), byKey, sha256('x')],
    ['about nothing', verified({ subjects: [] }), byKey, 'nothing with a SHA-256'],
    ['by a workflow, not the key', verified({ signer: certificate() }), byKey, 'pinned key'],
    ['by a key, not a workflow', verified(), byWorkflow, 'with a key'],
  ])('fails with one %s', (_, attestation, pinned, words) => {
    expect(judged([attestation], pinned)).toMatchObject({
      outcome: 'fail',
      sentence: expect.stringContaining(words),
    });
  });

  it.each([
    ['another repository', `https://github.com/octo-org/other/${workflow}@${ref}`],
    ['a repository whose name goes on', `${address}-2/${workflow}@${ref}`],
    ['another host', `https://evil.example/${repository}/${workflow}@${ref}`],
    ['another workflow', `${address}/.github/workflows/other.yml@${ref}`],
    ['another pull request', `${address}/${workflow}@refs/pull/71/merge`],
    ['a branch', `${address}/${workflow}@refs/heads/main`],
    ['a queue', `${address}/${workflow}@refs/heads/gh-readonly-queue/main/pr-7-${merge}`],
    ['nothing', ''],
  ])('fails with one by the workflow of %s', (_, identity) => {
    const attestation = verified({ signer: certificate({ identity }) });
    expect(judged([attestation], byWorkflow).outcome).toBe('fail');
  });

  it('fails with one by an identity that another issuer vouches for', () => {
    const signer = certificate({ issuer: 'https://accounts.example' });
    expect(judged([verified({ signer })], byWorkflow)).toMatchObject({
      outcome: 'fail',
      sentence: expect.stringContaining('https://accounts.example'),
    });
  });

  it("takes a merge queue's own branch for the pull request at its end only", () => {
    expect(queued(7)).toBe('pass');
    expect(queued(8)).toBe('fail');
  });

  it('says that there are more attestations than were looked at', () => {
    expect(judged([refused], byKey, { more: true }).sentence).toContain('GitHub keeps more');
  });

  it.each<[string, Partial<CandidateFacts>, string]>([
    ['nobody is named who signs', { config: { ...config, gate: {} } }, 'set gate.signature'],
    ['nobody looked', { signatures: null }, 'not looked up'],
    [
      'the model has no digest',
      { evaluation: evaluation(betterMetrics, { status: 'failed', artifact: undefined as never }) },
      'no digest',
    ],
  ])('is inconclusive when %s', (_, changes, words) => {
    const finding = signature.judge({ ...facts([verified()]), ...changes }, context);
    expect(finding).toMatchObject({
      outcome: 'inconclusive',
      sentence: expect.stringContaining(words),
    });
  });

  it('is inconclusive without an attestation, without the key, and with another file of trust', () => {
    expect(judged([]).outcome).toBe('inconclusive');
    expect(judged([verified()], byKey, { problem: 'model.pub is missing.' })).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'model.pub is missing.',
    });
    expect(judged([verified()], byKey, { trusted: 'other.pub' }).outcome).toBe('inconclusive');
  });

  it('warns at risk tier high, blocks where it is configured, and is off else', () => {
    expect(level({ risk: 'limited' })).toBe('off');
    expect(level({ risk: 'high' })).toBe('warn');
    expect(level({ gate: { signature: byKey } })).toBe('fail');
  });

  it('never passes for an identity but the one that is asked for', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(200), fc.nat(20), (text, place, cut) => {
        const right = `${address}/${workflow}@${ref}`;
        const at = place % right.length;
        const identity = right.slice(0, at) + text + right.slice(at + cut);
        const { outcome } = judged([verified({ signer: certificate({ identity }) })], byWorkflow);
        // Owners and repositories are the same in any case.
        const same =
          identity.slice(0, address.length).toLowerCase() === address.toLowerCase() &&
          identity.slice(address.length) === right.slice(address.length);
        expect(outcome).toBe(same ? 'pass' : 'fail');
      }),
    );
  });
});

describe('the check provenance, with signed provenance', () => {
  it('passes when it is of this run, and says what it ran on', () => {
    expect(origin([signed()])).toMatchObject({
      outcome: 'pass',
      evidence: ['signed build: runner github-hosted'],
    });
    expect(origin([signed({ runner: 'self-hosted' })]).evidence[0]).toContain('self-hosted');
  });

  it('passes when GitHub says that its commit merges the head, and fails when it does not', () => {
    expect(origin([signed({ commit: merge })], byKey, { merges: [merge] }).outcome).toBe('pass');
    expect(origin([signed({ commit: merge })]).outcome).toBe('fail');
  });

  it('passes when an earlier run has signed the same model too', () => {
    const earlier = signed({ invocation: `${address}/actions/runs/4000/attempts/1` });
    expect(origin([earlier, signed()]).outcome).toBe('pass');
  });

  it.each<[string, Partial<BuildClaims>]>([
    ['repository', { repository: 'https://github.com/octo-org/other' }],
    ['workflow', { workflow: '.github/workflows/other.yml' }],
    ['ref', { ref: 'refs/heads/main' }],
    ['run', { invocation: `${address}/actions/runs/47110/attempts/1` }],
    ['run', { invocation: `${address}/actions/runs/4711/attempts/2` }],
    ['run', { invocation: `${address}/actions/runs/4711/attempts/1/x` }],
    ['commit', { commit: 'e'.repeat(40) }],
  ])('fails when it names another %s', (what, changes) => {
    expect(origin([signed(changes)])).toMatchObject({
      outcome: 'fail',
      sentence: expect.stringContaining(`The signed provenance names the ${what} `),
    });
    const byCertificate = verified({ signer: certificate({ build: { ...build, ...changes } }) });
    expect(origin([byCertificate], byWorkflow).outcome).toBe('fail');
  });

  it('fails when its statement names another runner than its certificate', () => {
    const attestation = verified({
      signer: certificate(),
      build: { ...build, runner: 'self-hosted' },
    });
    expect(origin([attestation], byWorkflow)).toMatchObject({
      outcome: 'fail',
      sentence: expect.stringContaining('the runner self-hosted'),
    });
  });

  it.each(['repository', 'workflow', 'ref', 'commit', 'invocation'] as const)(
    'is inconclusive when it does not name the %s',
    (name) => {
      expect(origin([signed({ [name]: null })]).outcome).toBe('inconclusive');
    },
  );

  it('passes over what is signed by others, or about another model', () => {
    const wrong = { ...build, repository: 'https://github.com/octo-org/other' };
    const theirs = [
      verified({ subjects: [sha256('x')], build: wrong }),
      verified({ signer: certificate(), build: wrong }),
    ];
    expect(origin(theirs)).toMatchObject({ outcome: 'pass' });
  });
});
