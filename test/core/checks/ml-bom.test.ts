import { describe, expect, it } from 'vitest';
import { mlBom } from '../../../core/checks/ml-bom.ts';
import { levelOf } from '../../../core/policy/level.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { BillOfMaterials } from '../../../schemas/types.ts';
import { config, run } from '../judge/candidate.ts';
import { context } from './context.ts';
import { documented, undocumented } from './documents.ts';

const bom: BillOfMaterials = {
  path: 'models/bike/bom.json',
  digest: sha256('bom'),
  specVersion: '1.6',
  components: 1,
  models: [{ name: 'bike-demand', modelCard: true }],
  moreModels: 0,
  hashes: [sha256('joblib')],
  moreHashes: 0,
  problems: [],
  moreProblems: 0,
};

const judge = (facts: CandidateFacts) => mlBom.judge(facts, context);
const judged = (changes: Partial<BillOfMaterials>, facts: Partial<CandidateFacts> = {}) =>
  judge(documented({ bom: { ...bom, ...changes } }, {}, facts));

describe('the check ml-bom', () => {
  it('passes for a valid document that names every file of the model', () => {
    expect(judged({}).outcome).toBe('pass');
    expect(judged({ specVersion: '1.7' }).outcome).toBe('pass');
  });

  it('passes for a document that names the digest of the model', () => {
    expect(judged({ hashes: [sha256('model')] }).outcome).toBe('pass');
  });

  it('does not ask a document among the files of the model for its own digest', () => {
    const { artifact } = run();
    if (artifact === undefined) throw new Error('The fixture has a model.');
    const files = [...artifact.files, { path: 'bom.json', digest: bom.digest, bytes: 10 }];
    expect(judged({}, { run: run({ artifact: { ...artifact, files } }) }).outcome).toBe('pass');
  });

  it('fails for a file that the document does not name', () => {
    expect(judged({ hashes: [sha256('another')] })).toMatchObject({
      outcome: 'fail',
      sentence:
        'models/bike/bom.json does not name the SHA-256 of model/model.joblib, a file of the model.',
    });
  });

  it('fails for a document that is not valid, with what its schema says', () => {
    const problems = [{ pointer: '/components/0', message: "must have required property 'name'" }];
    expect(judged({ problems, moreProblems: 2 })).toMatchObject({
      outcome: 'fail',
      sentence:
        "models/bike/bom.json is not valid: /components/0 must have required property 'name'. (And 2 more.)",
    });
  });

  it.each([
    ['none', null],
    ['an older one', '1.5'],
  ])('fails for %s of the versions of CycloneDX', (_, specVersion) => {
    expect(judged({ specVersion }).outcome).toBe('fail');
  });

  it('fails without a model, or with one that has no modelCard', () => {
    expect(judged({ models: [] }).outcome).toBe('fail');
    expect(judged({ models: [{ name: 'a', modelCard: false }] }).outcome).toBe('fail');
  });

  it('fails without a bill of materials', () => {
    expect(judge(documented({})).sentence).toContain('name it in documents.bom');
  });

  it('is inconclusive for a version that is not known', () => {
    expect(judged({ specVersion: '2.0' }).outcome).toBe('inconclusive');
    expect(judged({ specVersion: '1.60' }).outcome).toBe('inconclusive');
  });

  it('is inconclusive where what is missing may be what was not looked at', () => {
    expect(judged({ hashes: [], moreHashes: 9 }).outcome).toBe('inconclusive');
    expect(judged({ models: [], moreModels: 9 }).outcome).toBe('inconclusive');
  });

  it("is inconclusive without a trained model, or for what can't be read", () => {
    expect(judged({}, { run: null }).outcome).toBe('inconclusive');
    const unread = [{ document: 'bom' as const, path: bom.path, reason: 'It is not JSON.' }];
    expect(judge(documented({ unread })).outcome).toBe('inconclusive');
    expect(judge(undocumented()).outcome).toBe('inconclusive');
  });

  it('blocks in every tier once a bill of materials is named', () => {
    expect(levelOf(mlBom, { ...config, documents: { bom: 'bom.json' } })).toMatchObject({
      level: 'fail',
    });
    expect(levelOf(mlBom, { ...config, risk: 'high' })).toMatchObject({ level: 'warn' });
    expect(levelOf(mlBom, config)).toMatchObject({ level: 'off' });
  });
});
