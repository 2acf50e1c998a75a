import { describe, expect, it } from 'vitest';
import { versionsBeside } from '../../../core/promotion/versions-beside.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { promotionTitle, renderPromotionBody } from '../../../core/report/promotion.ts';
import { alreadyThere, waitingFor } from '../../../core/report/promotion-answer.ts';
import type { PromotionText } from '../../../core/report/promotion-text.ts';
import {
  baseline,
  baselineMetrics,
  betterMetrics,
  comparison,
  config,
  evaluation,
  otherSet,
} from '../judge/candidate.ts';
import { versionRecord } from '../version-record.ts';

const version = versionRecord('1.1.0');
const rows = comparison({
  mae: { baseline: baselineMetrics.mae, candidate: betterMetrics.mae, interval: [-17, -12] },
});
const beside = versionsBeside(
  evaluation(betterMetrics, { comparisons: [rows] }),
  baseline().evaluation,
  config,
);
const text: PromotionText = {
  model: 'bike-demand',
  environment: 'live',
  version,
  role: 'champion',
  share: null,
  rollback: null,
  from: '1.0.0',
  challenger: null,
  changes: [{ file: 'live.yaml', key: 'uri', before: 'old', after: 'new' }],
  requestedBy: 'ada',
  commentUrl: 'https://github.com/acme/bikes/issues/1#issuecomment-2',
  reason: null,
  superseded: null,
  compared: { kind: 'beside', version: '1.1.0', other: '1.0.0', otherIs: 'replaced', beside },
  waived: [],
  terms: [{ kind: 'order', sentence: 'v1.1.0 must have been in staging.', state: 'waits' }],
  wayBack: { kind: 'healthy', version: '1.0.0' },
  stageTag: false,
};
const body = (changes: Partial<PromotionText> = {}) => renderPromotionBody({ ...text, ...changes });

describe('the body of a promotion', () => {
  it('shows the metrics of both versions with their differences', () => {
    expect(body()).toContain('**Against `v1.0.0`**');
    expect(body()).toMatch(/\| `v1\.0\.0` \| `v1\.1\.0` \| Difference \[95%\] \|/);
    expect(body()).toMatch(/\| `mae`.*\| 42\.37 \| \*\*27\.48\*\* \| .*\[−17\.\d+,\s−12\.\d+\]/);
  });

  it('shows no numbers of other rows', () => {
    const elsewhere = baseline(baselineMetrics, {}, { evaluationSet: otherSet }).evaluation;
    const unlike = versionsBeside(evaluation(betterMetrics), elsewhere, config);
    const compared = { ...text.compared, beside: unlike } as PromotionText['compared'];
    expect(body({ compared })).toContain('Not comparable: they were evaluated on different rows');
    expect(body({ compared })).toContain('27.48');
    expect(body({ compared })).not.toContain('42.37');
  });

  it('says what it waits for, how it stands, and the way back', () => {
    expect(body()).toContain('- ⏳ v1.1.0 must have been in staging.');
    expect(body()).toContain('`/assay rollback bike-demand live` goes back to `v1.0.0`');
    expect(body({ wayBack: { kind: 'unhealthy', version: '1.0.0' } })).toContain(
      '`/assay promote bike-demand@version live`',
    );
    expect(body({ stageTag: true })).toContain('A tag `bike-demand#live#n` assigns the stage');
  });

  it('names what was waived when the version was merged, or that it is not known', () => {
    expect(body()).toContain('Nothing: it passed the checks');
    expect(body({ waived: null })).toContain('so its waivers are not known');
    const waiver = { record: sha256('w'), by: 'eve', reason: 'small data', until: null };
    const check = { check: 'metric-gate', outcome: 'warn', sentence: '', evidence: [], waiver };
    expect(body({ waived: [check as never] })).toContain(
      '- `metric-gate`: Waived for this commit by `eve`: small data',
    );
  });

  it('says what it supersedes, and that approvals of that do not count', () => {
    expect(body({ superseded: { version: '1.0.5', by: 'bob' } })).toContain(
      'takes the place of `v1.0.5`, asked for by `bob` in this pull request before. Approvals of that do not count',
    );
  });
});

describe('a rollback', () => {
  it('is urgent, says how long its target was healthy, and its shorter path', () => {
    const rollback = { kind: 'healthy', version: '1.1.0', healthyForMs: 3 * 3_600_000 } as const;
    expect(promotionTitle({ ...text, rollback })).toBe(
      'Urgent: roll bike-demand back to v1.1.0 in live',
    );
    const said = body({ rollback, reason: 'errors doubled' });
    expect(said).toContain('**Urgent, a rollback.**');
    expect(said).toContain('was healthy there, for 3 h without a break');
    expect(said).toContain('): errors doubled');
    expect(said).toContain('no order of environments, no soak time and no freeze holds it back');
  });

  it('of which the health is not known says so, and that there is no shorter path', () => {
    const said = body({ rollback: { kind: 'unreported', version: '1.1.0' } });
    expect(said).toContain('Whether it was healthy there is not known');
    expect(said).toContain('There is no shorter path for it');
  });
});

describe('a challenger', () => {
  it('has a title and a body of its own, and says how it ends', () => {
    const challenger = { ...text, role: 'challenger', share: 10 } as const;
    expect(promotionTitle(challenger)).toBe(
      'Promote bike-demand v1.1.0 to live as challenger with 10%',
    );
    const said = renderPromotionBody(challenger);
    expect(said).toContain('beside the champion `v1.0.0` of `live`, with 10% of the traffic');
    expect(said).toContain('`/assay promote bike-demand@1.1.0 live as challenger 0%` takes it out');
  });

  it('is taken out, and begins again by a command', () => {
    const ended = { ...text, role: 'challenger', share: 0 } as const;
    expect(promotionTitle(ended)).toBe('End the challenge of bike-demand v1.1.0 in live');
    expect(renderPromotionBody(ended)).toContain(
      'out of `live`: the champion `v1.0.0` stays alone',
    );
    expect(body({ challenger: '1.2.0' })).toContain('also ends the challenge of `v1.2.0`');
  });
});

describe('the answer to who asked', () => {
  it('lists what the pull request waits for, and nothing where it waits for nothing', () => {
    expect(waitingFor(text.terms).join('\n')).toContain(
      'Before it can be merged:\n\n- v1.1.0 must have been in staging.',
    );
    expect(waitingFor([{ kind: 'freeze', sentence: 'Later.', state: 'applies' }])).toEqual([]);
  });

  it('says what is so already', () => {
    const change = { version, role: 'champion', share: null } as const;
    expect(alreadyThere(change, 'live')).toBe('live asks for bike-demand@v1.1.0 already.');
    expect(alreadyThere({ ...change, role: 'challenger', share: 10 }, 'live')).toContain('10% to');
    expect(alreadyThere({ ...change, role: 'challenger', share: 0 }, 'live')).toContain('no chall');
  });
});
