import type { CandidateFacts } from '../../../core/judge/facts.ts';
import type { GovernedModel } from '../../../core/policy/organisation.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { Documents, EvaluationRecord, Inspection, RunRecord } from '../../../schemas/types.ts';
import { card, lock } from '../../core/checks/documents.ts';
import { declared, pair, profile } from '../../core/checks/inspection.ts';
import {
  baseline,
  candidate,
  comparison,
  config as usual,
  evaluation,
  head,
  modelFiles,
  run,
} from '../../core/judge/candidate.ts';

/** A candidate at risk tier high that every check applies to and passes: hostile records differ from it. */

const owner = '@octo-org/forecasts';
const metrics = { accuracy: 0.91, f1: 0.88 };
const before = { accuracy: 0.9, f1: 0.87 };

/** The configuration of the base branch. */
export const config: GovernedModel = {
  ...usual,
  task: 'binary',
  risk: 'high',
  owner,
  data: declared,
  documents: { card: 'MODEL_CARD.md', bom: 'bom.json' },
  train: { ...usual.train, lock: ['requirements.txt'] },
  evaluate: { ...usual.evaluate, metrics: ['accuracy', 'f1'], slices: ['sex'] },
  gate: {
    metrics: { accuracy: { max_regression: 0.02, limit: 0.6 }, f1: { max_regression: '5%' } },
    fairness: { attributes: ['sex'] },
    slices: { min_rows: 50, metrics: ['accuracy'] },
    signature: { key: 'model.pub' },
    approvals: { users: ['hubot', 'monalisa'] },
    rules: [
      { id: 'small', when: 'candidate.artifact.bytes < 50000000' },
      {
        id: 'known-machine',
        when: 'candidate.environment.packages.all(name, candidate.environment.packages[name].matches("^(([0-9])+[.]?)+$"))',
      },
      { id: 'named', when: 'candidate.data.all(name, candidate.data[name].license != "")' },
      { id: 'other-number', when: 'candidate.metrics.f1 > baseline.metrics.f1 * 0.9' },
    ],
  },
  environments: { production: { state: 'deploy/production.yaml', set: {} } },
  monitor: {
    reference: { path: 'monitor/reference.csv' },
    current: { path: 'monitor/current.csv' },
    time: 'timestamp',
  },
};

const filler = 'This says enough to count as a section.';
const sections = [
  'Uses',
  'Bias, Risks, and Limitations',
  'Training Data',
  'Evaluation',
  'Training Procedure',
  'Human oversight',
  'Technical Specifications',
  'Maintenance',
  'Contact',
];
const frontMatter = `license: apache-2.0
pipeline_tag: tabular-classification
datasets: [hourly]
model-index:
  - name: bikes
    results:
      - task: { type: tabular-classification }
        dataset: { type: hourly, name: Hourly }
        metrics:
          - type: accuracy
            value: 0.91`;
const cardText = `---\n${frontMatter}\n---\n# Bikes\n${filler}\n${sections.map((heading) => `## ${heading}\n${filler}`).join('\n')}\n`;

const documents: Documents = {
  card: card(cardText),
  locks: [lock],
  moreLocks: 0,
  bom: {
    path: 'bom.json',
    digest: sha256('bom'),
    specVersion: '1.6',
    components: 1,
    models: [{ name: 'bike-demand', modelCard: true }],
    moreModels: 0,
    hashes: [sha256('joblib')],
    moreHashes: 0,
    problems: [],
    moreProblems: 0,
  },
  unread: [],
};

const inspection: Inspection = {
  modelFiles,
  data: {
    sets: [profile(), profile({ name: 'evaluation', path: 'data/test.csv' })],
    unread: [],
  },
  personalData: {
    rows: 363,
    lookedAt: 363,
    texts: 2,
    sets: Object.entries(declared).map(([name, { path }]) => ({ name, path, rows: 120 })),
    findings: [],
    findingsLeft: 0,
    unread: [],
  },
  splits: { pairs: [pair()], pairsLeft: 0, unread: [] },
  documents,
  failures: [],
};

const sexes = ['f', 'm'] as const;
const set = { digest: sha256('the evaluation rows of people'), rows: 10_000 };
const champions = sha256('champion');

const baselines = [
  baseline(before, {}, { task: 'binary', evaluationSet: set }),
  baseline(
    before,
    { kind: 'champion', version: '1.0.0' },
    { task: 'binary', evaluationSet: set, artifact: champions },
  ),
];

/** The records that the workflow left, as its artifact has them. */
export interface WholeRecords {
  readonly run: RunRecord;
  readonly evaluation: EvaluationRecord;
  readonly champion: EvaluationRecord;
}

function wholeRecords(): WholeRecords {
  const data = Object.entries(declared).map(([name, { path, role, source, license }]) => [
    name,
    { path, digest: sha256(name), bytes: 1_000, role, source, license },
  ]);
  const trained = run({
    parameters: { 'params.yaml:seed': 7, 'params.yaml:model.alpha': 1 },
    data: Object.fromEntries(data),
  });
  const people = {
    task: 'binary',
    evaluationSet: set,
    run: trained.id,
    inspection,
  } as const;
  const compared = comparison(
    {
      accuracy: { baseline: 0.9, candidate: 0.91, interval: [0.004, 0.016] },
      f1: { baseline: 0.87, candidate: 0.88, interval: [0.004, 0.016] },
    },
    baselines[0]?.evaluation,
    { rows: { candidate: set.rows, baseline: set.rows, compared: set.rows } },
  );
  return {
    run: trained,
    evaluation: evaluation(metrics, {
      ...people,
      comparisons: [compared],
      slices: sexes.map((value) => ({
        slice: [{ column: 'sex', value }],
        rows: 5_000,
        metrics: { accuracy: { value: 0.91 }, f1: { value: 0.88 } },
      })),
      groups: [
        {
          column: 'sex',
          left: 0,
          groups: sexes.map((value) => ({
            group: { column: 'sex', value },
            rows: 5_000,
            positives: 2_000,
            selected: 2_000,
            truePositives: 1_800,
          })),
        },
      ],
      charts: [
        { kind: 'roc', truePositiveRate: [0, 0.8, 1] },
        {
          kind: 'confusion',
          classes: ['no', 'yes'],
          rows: [
            [5_400, 600],
            [300, 3_700],
          ],
        },
      ],
    }),
    champion: evaluation(before, {
      ...people,
      subject: { kind: 'champion', version: '1.0.0' },
      artifact: champions,
    }),
  };
}

/** What the workflow left where nobody was hostile. */
export const whole: WholeRecords = wholeRecords();

/** What is known of the pull request without what its workflow left. */
export function surroundings(): CandidateFacts {
  const approved = { state: 'approved', commit: head, teams: [], mayPush: true } as const;
  const reviews = ['hubot', 'monalisa'].map((reviewer) => ({ ...approved, reviewer }));
  return candidate({
    config,
    run: null,
    evaluation: null,
    champion: null,
    baselines,
    reviews: { reviews, lastPusher: null, unread: [] },
    deployed: { kind: 'nothing' },
    signatures: {
      trusted: 'model.pub',
      problem: null,
      more: false,
      merges: [],
      attestations: [
        {
          kind: 'verified',
          signer: { kind: 'key', fingerprint: sha256('key') },
          predicateType: 'https://slsa.dev/provenance/v1',
          subjects: [sha256('model')],
          build: null,
        },
      ],
    },
  });
}
