import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promotionTitle, renderPromotionBody } from '../../../core/report/promotion.ts';
import type { PromotionText } from '../../../core/report/promotion-text.ts';
import { renderRetrainBody, retrainTitle } from '../../../core/report/retrain.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { seal } from '../../../core/record/seal.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import { base, repository, run } from '../judge/candidate.ts';
import { drift } from './drift.ts';
import { worldRecord } from './drift/world.ts';
import { decoded, elements, hostile, linking, withoutCode } from './hostile.ts';

const changes = [
  { file: 'params.yaml', key: 'data.until', before: '2011-03-31', after: '2011-05-31' },
];
const retrain = {
  model: 'bike-demand',
  drift: drift(),
  row: [],
  requestedBy: null,
  asked: null,
  changes,
  champion: '1.1.0',
  earlier: [],
  runUrl: `https://github.com/${repository}/actions/runs/9`,
};

const version = seal('version', {
  createdAt: '2026-07-26T12:00:00Z',
  producer: { action: 'register', version: '0.1.0' },
  repository,
  commit: base,
  model: 'bike-demand',
  version: '1.1.0',
  tag: 'bike-demand@v1.1.0',
  parent: '1.0.0',
  artifact: run().artifact ?? { digest: sha256(''), bytes: 0, files: [] },
  package: {
    name: 'bike-demand-1.1.0.tar.gz',
    uri: `https://github.com/${repository}/releases/download/bike-demand%40v1.1.0/bike-demand-1.1.0.tar.gz`,
    digest: sha256('package'),
    bytes: 123_456,
  },
  registry: 'releases',
  run: sha256('run'),
  evaluation: sha256('evaluation'),
  fingerprint: sha256('fingerprint'),
  evaluationSet: sha256('set'),
  metrics: { mae: 27.4788 },
  data: {},
});
const promotion: PromotionText = {
  model: 'bike-demand',
  environment: 'staging',
  version,
  role: 'champion',
  share: null,
  rollback: null,
  from: '1.0.0',
  challenger: null,
  changes,
  requestedBy: 'octocat',
  commentUrl: `https://github.com/${repository}/pull/7#issuecomment-1`,
  reason: null,
  superseded: null,
  compared: { kind: 'alone' },
  waived: [],
  terms: [],
  wayBack: { kind: 'unreported', version: '1.0.0' },
  stageTag: false,
};

describe('the retraining pull request', () => {
  it('says why, what it changes and what happens next', () => {
    expect(retrainTitle('bike-demand')).toBe('Retrain bike-demand on newer data');
    const body = renderRetrainBody(retrain);
    expect(body).toContain('The data of `bike-demand` has drifted');
    expect(body).toContain('1 of 2 features drifted, from `2011-05-01` to `2011-05-31`');
    expect(body).toContain('| `params.yaml` | `data.until` | `2011-03-31` | `2011-05-31` |');
    expect(body).toContain('compared with the champion `v1.1.0`');
    expect(body).toContain(`[workflow run](${retrain.runUrl})`);
  });

  it('tells of performance that is beyond its bounds, also where no feature has drifted', () => {
    const metric = {
      metric: 'mae',
      estimated: false,
      value: 44,
      interval: { lower: 41, upper: 47 },
      rows: 700,
      reference: 30,
      limit: 35,
      outcome: 'drift' as const,
      reason: '',
    };
    const features = drift().features.map((one) => ({ ...one, outcome: 'stable' as const }));
    const body = renderRetrainBody({
      ...retrain,
      drift: { ...drift(), features, performance: [metric] },
    });
    expect(body).toContain('The performance of `bike-demand` is beyond what is allowed.');
    expect(body).toMatch(/^- `mae` is 44\.0 \[41\.0,\s47\.0\]; its limit is 35/m);
    expect(body).toContain('| Metric | Value [95%] | Reference | Allowed |');
    expect(body).not.toContain('What drifted');
    const unknown = {
      ...metric,
      value: null,
      interval: null,
      outcome: 'insufficient-data' as const,
      reason: 'mae is not judged: 12 labelled rows.',
    };
    const unjudged = { ...drift(), features, performance: [unknown] };
    expect(renderRetrainBody({ ...retrain, drift: unjudged })).toContain(
      '\n- `mae` is not judged: 12 labelled rows.',
    );
  });

  it('shows pictures, what the last retrainings brought, and what can be typed', () => {
    const url = `https://github.com/${repository}/pull`;
    const closed = {
      number: 33,
      url: `${url}/33`,
      closedAt: new Date('2026-05-02T09:00:00Z'),
      merged: false,
      outcome: null,
      metrics: [],
      version: null,
    };
    const merged = {
      ...closed,
      number: 41,
      url: `${url}/41`,
      closedAt: new Date('2026-06-02T09:00:00Z'),
      merged: true,
      outcome: 'pass' as const,
      metrics: ['mae is 51.4, better by 3.8.', 'r2 is as good.'],
      version: '1.4.0',
    };
    const row = [{ start: '2026-07-14T00:00:00Z', end: '2026-07-15T00:00:00Z' }];
    const earlier = [merged, closed];
    const body = renderRetrainBody({ ...retrain, drift: worldRecord(), row, earlier });
    for (const said of [
      '**In pictures**\n\n**`temp`**: size 0.355 [0.324,\u00a00.389], threshold 0.1, since `2026-07-09`',
      '**Grey** is the reference, **blue** are the current data.\n\n```mermaid\n',
      'By windows: **blue** is the size of the change, **grey** the threshold.\n\n```mermaid\n',
      '| `freezing fog` | 0% | 7.9% | +7.9 |',
      `**The last retrainings**\n\n- [#41](${url}/41): merged on 2026-06-02 as \`v1.4.0\`; the check passed. mae is 51.4, better by 3.8. r2 is as good.`,
      `- [#33](${url}/33): closed without a merge on 2026-05-02; no verdict is on record.`,
      '**What you can type**\n\n- `/assay compare bike-demand v1.1.0`: its metrics beside',
      '- `/assay retrain bike-demand`: this again, on the newest drift.',
      '- `/assay pause retrain bike-demand`: no retraining until `/assay resume retrain bike-demand`.',
    ]) {
      expect(body).toContain(said);
    }
    // What drifted, since when: each said once.
    expect(body).not.toMatch(/^\| `hum`/m);
    expect(body).toContain('It has been there since `2026-07-09`.');
    expect(body).toContain('It drifted in the window `2026-07-14` to `2026-07-15`.');
  });

  it('shows the reason that another monitor gives, and windows as people read them', () => {
    const [first, ...others] = drift().features;
    if (first === undefined) throw new Error('The report has no feature.');
    const features = [
      { ...first, outcome: 'drift' as const, reason: 'The PSI is high.' },
      ...others,
    ];
    const row = [{ start: '2011-05-01T00:00:00Z', end: '2011-05-31T18:30:00Z' }];
    const body = renderRetrainBody({ ...retrain, row, drift: { ...drift(), features } });
    expect(body).toContain(': The PSI is high.');
    expect(body).toContain(
      'It has drifted since `2011-05-01`, in the window `2011-05-01` to `2011-05-31 18:30 UTC`.',
    );
  });

  it('does without a champion and without a workflow run', () => {
    const body = renderRetrainBody({ ...retrain, champion: null, runUrl: null });
    expect(body).toContain('no version is registered yet');
    expect(body).not.toContain('](');
  });
});

describe('the retraining pull request without a drift record', () => {
  it('says who reported the drift', () => {
    const asked = { drift: null, requestedBy: 'octocat', asked: 'window' as const };
    const body = renderRetrainBody({ ...retrain, ...asked });
    expect(body).toContain('is reported to have drifted. Asked for by `octocat`.');
    expect(body).not.toContain('What drifted');
  });

  it('claims no drift where a person has asked', () => {
    const asked = { drift: null, requestedBy: 'octocat', asked: 'person' as const };
    const body = renderRetrainBody({ ...retrain, ...asked });
    expect(body).toContain('`octocat` asked for it; no drift of `bike-demand` is on record.');
    expect(body).not.toContain('drifted. ');
  });
});

describe('the promotion pull request', () => {
  it('says what goes where, in place of what, and who asked', () => {
    expect(promotionTitle(promotion)).toBe('Promote bike-demand v1.1.0 to staging');
    const body = renderPromotionBody(promotion);
    expect(body).toContain(
      `Puts [\`bike-demand@v1.1.0\`](${version.package.uri}) into \`staging\``,
    );
    expect(body).toContain('in place of `v1.0.0`. Asked for by `octocat` in [a comment](');
    expect(body).toContain('| `mae` | 27.48 |');
    expect(renderPromotionBody({ ...promotion, from: null })).toContain('where no version is yet');
  });

  it('links nothing but http addresses', () => {
    const body = renderPromotionBody({
      ...promotion,
      version: { ...version, package: { ...version.package, uri: 'javascript:alert(1)' } },
      commentUrl: 'https://github.com/a) [b](https://evil.example',
    });
    expect(body).toContain('Puts `bike-demand@v1.1.0` into');
    const links = [...renderMarkdown(body).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual(['https://github.com/a%29%20%5Bb%5D%28https://evil.example']);
  });

  it('makes nothing of hostile text, nor does the retraining one', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const hostileChanges = [{ file: text, key: text, before: text, after: text }];
        const bodies = [
          renderRetrainBody({
            ...retrain,
            model: text,
            changes: hostileChanges,
            champion: text,
            runUrl: null,
          }),
          renderPromotionBody({
            ...promotion,
            environment: text,
            from: text,
            changes: hostileChanges,
            requestedBy: text,
            commentUrl: 'none',
            reason: text,
            challenger: text,
            superseded: { version: text, by: text },
            compared: { kind: 'unknown', reason: text },
            waived: [
              {
                check: 'metric-gate',
                outcome: 'warn',
                sentence: text,
                evidence: [],
                waiver: { record: sha256('waiver'), by: text, reason: text, until: null },
              },
            ],
            terms: [{ kind: 'freeze', sentence: text, state: 'waits' }],
            wayBack: { kind: 'healthy', version: text },
            stageTag: true,
            model: text,
            version: {
              ...version,
              tag: text,
              package: { ...version.package, uri: text, name: text },
            },
          }),
        ];
        const harmless =
          /^(p|code|pre|table|thead|tbody|tr|t[hd]|[ou]l|li|sub|strong|details|summary)$/;
        for (const html of bodies.map(renderMarkdown)) {
          const made = elements(html).filter((name) => name !== 'a' && !harmless.test(name));
          expect(made).toEqual([]);
          expect(decoded(withoutCode(html).replaceAll(/<[^>]*>/g, ' '))).not.toMatch(linking);
        }
      }),
    );
  });
});
