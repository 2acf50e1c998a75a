import type { Document, EvidenceFacts, Stored } from '../../../core/evidence/facts.ts';
import { sortTied } from '../../../core/evidence/tie.ts';
import { judge } from '../../../core/judge/judge.ts';
import { verdictFields } from '../../../core/judge/verdict.ts';
import { ledgerPath } from '../../../core/ledger/path.ts';
import { sha256 } from '../../../core/record/digest.ts';
import {
  type AnyRecord,
  kindOf,
  type RecordKind,
  type Records,
} from '../../../core/record/kinds.ts';
import { seal, type Unsealed } from '../../../core/record/seal.ts';
import {
  base,
  baseline,
  betterMetrics,
  candidate,
  comparison,
  config,
  evaluation,
  head,
  repository,
  run,
} from '../judge/candidate.ts';
import { waiver } from '../waiver/record.ts';

const app = { action: 'app', version: '0.1.0' } as const;

/** What a test changes of the history. */
export interface HistoryChanges {
  /** The commit that the version was trained from. */
  readonly commit?: string;
  /** The head of the pull request that was judged. */
  readonly head?: string;
  readonly run?: Partial<Unsealed<'run'>>;
  readonly evaluation?: Partial<Unsealed<'evaluation'>>;
  readonly version?: Partial<Unsealed<'version'>>;
  readonly verdict?: Partial<Unsealed<'verdict'>>;
  readonly waiver?: Partial<Unsealed<'waiver'>>;
  readonly promotion?: Partial<Unsealed<'promotion'>>;
  readonly hold?: Partial<Unsealed<'hold'>>;
}

/** The records of a version: a pull request was judged, with a waiver, merged, registered and promoted. */
export function history(changes: HistoryChanges = {}) {
  const commit = changes.commit ?? 'c'.repeat(40);
  const judgedAt = changes.head ?? head;
  const before = baseline();
  const better = comparison(
    {
      mae: { baseline: 42.3712, candidate: 27.4788, interval: [-17.1, -12.6] },
      rmse: { baseline: 65.6541, candidate: 41.8012, interval: [-28.4, -19.3] },
    },
    before.evaluation,
  );
  const granted = waiver({ head: judgedAt, commit: judgedAt, ...changes.waiver });
  const judgedRun = run({ commit: judgedAt });
  const judgedEvaluation = evaluation(betterMetrics, {
    commit: judgedAt,
    run: judgedRun.id,
    comparisons: [better],
  });
  const facts = candidate({
    config: { ...config, gate: { metrics: { mae: { limit: 20 } } } },
    pullRequest: { number: 7, base, head: judgedAt, fork: false, author: 'octocat' },
    source: {
      repository,
      commit: judgedAt,
      runId: 4711,
      attempt: 1,
      event: 'pull_request',
      workflow: '.github/workflows/ml.yml',
    },
    run: judgedRun,
    evaluation: judgedEvaluation,
    baselines: [before],
    waivers: new Map([['metric-gate', granted]]),
  });
  const verdict = seal('verdict', {
    createdAt: '2026-07-27T09:30:00Z',
    producer: app,
    repository,
    merged: true,
    ...verdictFields(facts, judge(facts)),
    commit: judgedAt,
    ...changes.verdict,
  });
  const ownRun = run({
    commit,
    checkout: commit,
    createdAt: '2026-07-27T09:40:00Z',
    ...changes.run,
  });
  const ownEvaluation = evaluation(betterMetrics, {
    commit,
    checkout: commit,
    createdAt: '2026-07-27T09:41:00Z',
    run: ownRun.id,
    comparisons: [better],
    ...changes.evaluation,
  });
  const version = versionOf(ownRun, ownEvaluation, changes.version);
  const promotion = seal('promotion', {
    createdAt: '2026-07-28T08:00:00Z',
    producer: app,
    repository,
    commit: 'd'.repeat(40),
    model: version.model,
    version: version.version,
    digest: version.package.digest,
    environment: 'production',
    state: 'deploy/production/bike-demand.yaml',
    previous: '1.0.0',
    pullRequest: 9,
    requestedBy: 'octocat',
    mergedBy: 'hubot',
    deployment: 12,
    ...changes.promotion,
  });
  const hold = seal('hold', {
    createdAt: '2026-07-29T08:00:00Z',
    producer: app,
    repository,
    commit: 'd'.repeat(40),
    subject: { kind: 'environment', environment: 'production' },
    state: 'held',
    reason: 'An audit.',
    by: 'hubot',
    comment: 77,
    commentUrl: `https://github.com/${repository}/pull/9#issuecomment-77`,
    ...changes.hold,
  });
  return {
    baseline: before.evaluation,
    judgedRun,
    judgedEvaluation,
    verdict,
    waiver: granted,
    run: ownRun,
    evaluation: ownEvaluation,
    version,
    promotion,
    hold,
  };
}

function versionOf(
  of: Records['run'],
  judged: Records['evaluation'],
  changes: Partial<Unsealed<'version'>> = {},
): Readonly<Records['version']> {
  const { artifact, model, commit, fingerprint } = of;
  if (artifact === undefined) throw new TypeError('Nothing was trained.');
  return seal('version', {
    createdAt: '2026-07-27T09:42:00Z',
    producer: { action: 'register', version: '0.1.0' },
    repository,
    commit,
    ...(of.workflow === undefined ? {} : { workflow: { ...of.workflow, event: 'push' } }),
    model,
    version: '1.1.0',
    tag: `${model}@v1.1.0`,
    parent: '1.0.0',
    artifact,
    package: {
      name: `${model}-1.1.0.tar.gz`,
      uri: `https://github.com/${repository}/releases/download/${model}%40v1.1.0/${model}-1.1.0.tar.gz`,
      digest: sha256('package'),
      bytes: 401_000,
    },
    registry: 'releases',
    run: of.id,
    evaluation: judged.id,
    fingerprint,
    evaluationSet: judged.evaluationSet?.digest ?? sha256('none'),
    metrics: { mae: 27.4788 },
    data: {
      hourly: {
        path: 'data/hourly/*.csv',
        digest: sha256('data'),
        bytes: 181_204,
        role: 'training',
        license: 'CC-BY-4.0',
        source: 'https://archive.ics.uci.edu/dataset/275',
      },
    },
    ...changes,
  });
}

/** A record as the ledger holds it. */
export function stored<Kind extends RecordKind>(
  kind: Kind,
  record: Readonly<Records[Kind]> & AnyRecord,
): Stored<Kind> {
  if (kindOf(record) !== kind) throw new TypeError(`Not a ${kind}.`);
  return { path: ledgerPath(record), text: `${JSON.stringify(record, null, 2)}\n`, record };
}

const card: Document = {
  kind: 'card',
  name: 'model-card.md',
  bytes: new TextEncoder().encode('# Bike demand\n'),
  found: "MODEL_CARD.md at the version's commit.",
};

/** All that is known of a version of that history. */
export function evidenceFacts(changes: HistoryChanges = {}): EvidenceFacts {
  const all = history(changes);
  return {
    origin: { ledger: 'the branch assay/ledger of the clone', commit: 'e'.repeat(40) },
    version: stored('version', all.version),
    run: stored('run', all.run),
    evaluation: stored('evaluation', all.evaluation),
    verdicts: sortTied([
      {
        tie: 'artifact',
        verdict: stored('verdict', all.verdict),
        run: stored('run', all.judgedRun),
        evaluation: stored('evaluation', all.judgedEvaluation),
      },
    ]),
    baselines: [stored('evaluation', all.baseline)],
    waivers: [stored('waiver', all.waiver)],
    promotions: [stored('promotion', all.promotion)],
    holds: [stored('hold', all.hold)],
    documents: [card],
    packageNow: null,
    missing: ['Signatures: a clone does not hold them.'],
  };
}
