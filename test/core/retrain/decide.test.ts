import { describe, expect, it } from 'vitest';
import {
  decideRetraining,
  type EarlierRetraining,
  type RetrainFacts,
} from '../../../core/retrain/decide.ts';
import { retrainPolicy } from '../../../core/retrain/policy.ts';
import type { DriftRecord, FeatureDrift, RetrainConfig } from '../../../schemas/types.ts';
import { day, from, pull, report, seen } from './reports.ts';

/** The facts on the noon of a day of March. */
function facts(
  today: number,
  changes: Partial<Omit<RetrainFacts, 'policy'>> & { readonly config?: Partial<RetrainConfig> },
): RetrainFacts {
  const { config = {}, ...rest } = changes;
  return {
    policy: retrainPolicy(config),
    reports: [],
    paused: false,
    pulls: [],
    now: new Date(`${day(today)}T12:00:00Z`),
    asked: null,
    ...rest,
  };
}

function kindOf(given: RetrainFacts): string {
  const decision = decideRetraining(given);
  return decision.kind === 'wait' ? decision.reason.kind : decision.kind;
}

/** Four features, of which two have drifted, with these importances. */
function weighed(weights: readonly number[]): readonly FeatureDrift[] {
  return ['a', 'b', 'c', 'd'].map((name, index) =>
    seen(name, index < 2 ? 'drift' : 'stable', 4, { importance: weights[index] ?? 0 }),
  );
}

/** Two later windows in which the largest effect has this size. */
function later(size: number): readonly DriftRecord[] {
  return [18, 19].map((number) =>
    report(number, 'drift', { features: [seen('temp', 'drift', size), seen('hum')] }),
  );
}

/** The pull request that is open about the second day. */
function open(changes: Partial<EarlierRetraining> = {}): readonly EarlierRetraining[] {
  return [pull(3, null, { drift: report(2), ...changes })];
}

describe('drift that has to last', () => {
  it('waits for the second window in a row, and then opens', () => {
    expect(decideRetraining(facts(2, { reports: [report(1)] }))).toEqual({
      kind: 'wait',
      reason: { kind: 'not-persistent', seen: 1, needed: 2 },
    });
    const decision = decideRetraining(facts(3, { reports: [report(1), report(2)] }));
    expect(decision).toMatchObject({ kind: 'propose', asks: { row: [{}, {}] } });
  });

  it('counts a window that was reported twice once, by the later report', () => {
    const again = report(1, 'drift', { createdAt: `${day(3)}T05:00:00Z` });
    expect(kindOf(facts(3, { reports: [report(1), again] }))).toBe('not-persistent');
    const taken = report(2, 'stable', { createdAt: `${day(4)}T05:00:00Z` });
    expect(kindOf(facts(4, { reports: [report(1), report(2), taken] }))).toBe('nothing');
  });

  it('counts the same rows once where the monitor knows no time', () => {
    const one = report(1, 'drift', { window: null });
    const same = report(1, 'drift', { window: null, createdAt: `${day(3)}T05:00:00Z` });
    const other = report(2, 'drift', { window: null });
    expect(kindOf(facts(3, { reports: [one, same] }))).toBe('not-persistent');
    expect(kindOf(facts(3, { reports: [one, other] }))).toBe('propose');
  });

  it('is broken by a stable window between, in whatever order the reports come', () => {
    const reports = [report(3), report(1), report(2, 'stable')];
    expect(decideRetraining(facts(4, { reports }))).toMatchObject({ reason: { seen: 1 } });
    expect(decideRetraining(facts(4, { reports: reports.toReversed() }))).toMatchObject({
      reason: { seen: 1 },
    });
  });

  it('is not broken by a window with too few rows to tell, and that is no window of drift', () => {
    const sparse = report(2, 'insufficient-data');
    expect(kindOf(facts(4, { reports: [report(1), sparse] }))).toBe('not-persistent');
    expect(kindOf(facts(4, { reports: [report(1), sparse, report(3)] }))).toBe('propose');
  });

  it('opens at once where another monitor has decided, and not where it only reports', () => {
    expect(kindOf(facts(2, { reports: [report(1, 'drift', from('grafana', true))] }))).toBe(
      'propose',
    );
    expect(kindOf(facts(2, { reports: [report(1, 'drift', from('evidently', false))] }))).toBe(
      'not-persistent',
    );
  });

  it('is seen by one of several monitors of a tool, whatever the others say between', () => {
    const reports = [1, 2, 3, 4].map((of) =>
      of % 2 === 0
        ? report(of, 'stable', from('sagemaker', false, 'model-quality'))
        : report(of, 'drift', from('sagemaker', false, 'data-quality')),
    );
    expect(kindOf(facts(5, { reports }))).toBe('propose');
    const pulls = open({ drift: report(1, 'drift', from('grafana', true, 'A')) });
    const other = report(2, 'stable', from('grafana', true, 'B'));
    expect(kindOf(facts(3, { reports: [other], pulls }))).toBe('nothing');
    const own = report(2, 'stable', from('grafana', true, 'A'));
    expect(kindOf(facts(3, { reports: [own, other], pulls }))).toBe('close');
  });

  it('is not silenced by the word of another monitor', () => {
    const reports = [report(1), report(2), report(3, 'stable', from('evidently', true))];
    expect(kindOf(facts(4, { reports }))).toBe('propose');
  });
});

describe('a report of several windows', () => {
  const windows = [1, 2, 3].map((number) => ({
    start: day(number),
    end: day(number),
    rows: 700,
    outcome: 'drift' as const,
    drifted: 1,
  }));
  const withHistory = (outcomes: readonly ('drift' | 'stable')[], outcome: 'drift' | 'warning') => {
    const history = { sizes: [0.4, 0.4, 0.4], outcomes: [...outcomes] };
    const features = [seen('temp', outcome, 4, { history })];
    return report(3, outcome, { windows, features });
  };

  it('tells of all of them', () => {
    const reports = [withHistory(['stable', 'drift', 'drift'], 'drift')];
    expect(decideRetraining(facts(4, { reports }))).toMatchObject({
      kind: 'propose',
      asks: { row: [{ start: day(3) }, { start: day(2) }] },
    });
    expect(
      kindOf(facts(4, { reports: [withHistory(['drift', 'stable', 'drift'], 'drift')] })),
    ).toBe('not-persistent');
  });

  it('does not open while the monitor itself only warns, and tells of its rule', () => {
    const record = withHistory(['drift', 'drift', 'drift'], 'warning');
    const reports = [{ ...record, persistence: { drifted: 4, of: 5 } }];
    expect(decideRetraining(facts(4, { reports }))).toEqual({
      kind: 'wait',
      reason: { kind: 'not-lasting', drifted: 4, of: 5 },
    });
    expect(decideRetraining(facts(4, { reports, config: { consecutive: 4 } }))).toMatchObject({
      reason: { kind: 'not-persistent', seen: 3, needed: 4 },
    });
  });

  it('says less of an earlier window than the report of that window', () => {
    const reports = [report(2, 'stable'), withHistory(['drift', 'drift', 'drift'], 'drift')];
    expect(decideRetraining(facts(4, { reports }))).toMatchObject({ reason: { seen: 1 } });
  });
});

describe('what asks for a retraining', () => {
  const once = { consecutive: 1 };
  const kind = (changes: object, config: Partial<RetrainConfig> = once): string =>
    kindOf(facts(2, { config, reports: [report(1, 'drift', changes)] }));

  it('is two features, or the only one', () => {
    const [temp, hum] = [seen('temp'), seen('hum', 'stable')];
    expect(kind({ features: [temp, hum] })).toBe('nothing');
    expect(kind({ features: [temp, seen('hum')] })).toBe('propose');
    expect(kind({ features: [temp] })).toBe('propose');
    expect(kind({ features: [temp, hum] }, { ...once, when: { features: 1 } })).toBe('propose');
    expect(kind({ features: [temp] }, { ...once, when: { features: false } })).toBe('nothing');
  });

  it('is features that the model goes by', () => {
    expect(kind({ features: [...weighed([0.01, 0.01, 0.5, 0.48])] })).toBe('nothing');
    expect(kind({ features: [...weighed([0.3, 0.3, 0.2, 0.2])] })).toBe('propose');
    expect(kind({ features: [...weighed([9, 0.1, 0.1, 0.1])] })).toBe('propose');
    expect(kind({ features: [...weighed([0, 0, 0, 0])] })).toBe('propose');
  });

  it('is no defect of the data, such as a column that is missing', () => {
    for (const alarm of ['schema', 'freshness', 'volume', 'stream'] as const) {
      const features = [seen('temp', 'drift', 4, { alarms: [alarm] })];
      expect(kind({ features })).toBe('nothing');
    }
    const both = { alarms: ['schema' as const, 'missing' as const] };
    expect(kind({ features: [seen('temp', 'drift', 4, both)] })).toBe('propose');
  });

  it('is the answers of the model, unless that is turned off', () => {
    const features = [seen('y_hat', 'drift', 4, { role: 'prediction' }), seen('temp', 'stable')];
    expect(kind({ features })).toBe('propose');
    expect(kind({ features }, { ...once, when: { predictions: false } })).toBe('nothing');
  });

  it('is worse performance, and what tells the data apart only where that is asked for', () => {
    const features = [seen('temp', 'stable'), seen('hum', 'stable')];
    const interval = null;
    const performance = [
      {
        metric: 'mae',
        estimated: true,
        value: 40,
        interval,
        rows: 700,
        reference: 30,
        limit: 35,
        outcome: 'drift' as const,
        reason: '',
      },
    ];
    const multivariate = {
      auc: 0.8,
      interval,
      threshold: 0.65,
      referenceRows: 700,
      currentRows: 700,
      outcome: 'drift' as const,
      contributions: [],
      reason: '',
    };
    expect(kind({ features, performance })).toBe('propose');
    expect(kind({ features, performance }, { ...once, when: { performance: false } })).toBe(
      'nothing',
    );
    expect(kind({ features, multivariate })).toBe('nothing');
    expect(kind({ features, multivariate }, { ...once, when: { multivariate: true } })).toBe(
      'propose',
    );
  });
});

describe('what keeps a retraining from being opened', () => {
  const reports = [report(18), report(19)];

  it('is a pause, for people too', () => {
    expect(kindOf(facts(20, { reports, paused: true }))).toBe('paused');
    expect(kindOf(facts(20, { reports, paused: true, asked: 'person' }))).toBe('paused');
  });

  it('is the last one that was opened or closed a short time ago', () => {
    const merged = { merged: true };
    expect(kindOf(facts(20, { reports, pulls: [pull(1, 14, merged)] }))).toBe('cooldown');
    expect(kindOf(facts(22, { reports, pulls: [pull(1, 14, merged)] }))).toBe('propose');
    const config = { cooldown: '1h' };
    expect(kindOf(facts(20, { reports, config, pulls: [pull(1, 19, merged)] }))).toBe('propose');
  });

  it('is the number of those within 30 days', () => {
    const pulls = [1, 3, 5, 7].map((number) => pull(number, number + 1, { merged: true }));
    expect(decideRetraining(facts(20, { reports, pulls }))).toMatchObject({
      reason: { kind: 'monthly', opened: 4, until: new Date('2026-03-31T06:00:00Z') },
    });
    expect(kindOf(facts(20, { reports, pulls: pulls.slice(1) }))).toBe('propose');
    expect(kindOf(facts(32, { reports, pulls }))).toBe('propose');
  });

  it('is nothing for one that is open: it is brought up to date', () => {
    const pulls = [pull(19, null), ...[1, 3, 5, 7].map((number) => pull(number, 18))];
    expect(kindOf(facts(20, { reports, pulls }))).toBe('propose');
    expect(kindOf(facts(20, { reports: [report(19)], pulls }))).toBe('nothing');
  });

  it('is the same for a monitor that names a window and no more, again and again', () => {
    const asked = 'window';
    expect(kindOf(facts(20, { asked }))).toBe('propose');
    expect(kindOf(facts(20, { asked, paused: true }))).toBe('paused');
    expect(kindOf(facts(20, { asked, pulls: [pull(15, 16)] }))).toBe('cooldown');
    expect(kindOf(facts(20, { asked, pulls: [pull(15, null)] }))).toBe('propose');
    const config = { cooldown: '1h', monthly: 2 };
    expect(kindOf(facts(20, { asked, config, pulls: [pull(15, 16), pull(17, 18)] }))).toBe(
      'monthly',
    );
  });

  it('is nothing but the pause for a person', () => {
    const pulls = [1, 3, 5, 7].map((number) => pull(number, 19, { drift: report(18) }));
    expect(kindOf(facts(20, { reports: [report(19)], pulls, asked: 'person' }))).toBe('propose');
    expect(kindOf(facts(20, { reports: [], asked: 'person' }))).toBe('propose');
  });
});

describe('a drift that people have closed a pull request about', () => {
  const before = report(1);
  const refused = (changes: object = {}) => pull(2, 3, { drift: before, ...changes });

  it('is silent until its largest effect has grown by a quarter', () => {
    const pulls = [refused()];
    expect(decideRetraining(facts(20, { reports: [before, ...later(4)], pulls }))).toEqual({
      kind: 'wait',
      reason: { kind: 'silenced', by: 2, worseBy: 0.25 },
    });
    expect(kindOf(facts(20, { reports: [before, ...later(4.9)], pulls }))).toBe('silenced');
    expect(kindOf(facts(20, { reports: [before, ...later(5)], pulls }))).toBe('propose');
    const config = { worse_by: '50%' };
    expect(kindOf(facts(20, { config, reports: later(5), pulls }))).toBe('silenced');
  });

  it('is another one where something else drifts', () => {
    const features = [seen('temp'), seen('hum'), seen('wind')];
    const reports = [18, 19].map((number) => report(number, 'drift', { features }));
    expect(kindOf(facts(20, { reports, pulls: [refused()] }))).toBe('propose');
  });

  it('is another one once it has cleared between', () => {
    const cleared = [report(10, 'stable'), report(11, 'stable')];
    const reports = [before, ...cleared, ...later(4)];
    expect(kindOf(facts(20, { reports, pulls: [refused()] }))).toBe('propose');
    expect(kindOf(facts(20, { reports: [before, ...later(4)], pulls: [refused()] }))).toBe(
      'silenced',
    );
    expect(
      kindOf(
        facts(20, { reports: [before, report(10, 'stable'), ...later(4)], pulls: [refused()] }),
      ),
    ).toBe('silenced');
  });

  it('is not silenced by what we have closed, what was merged since, or what names no drift', () => {
    const reports = [before, ...later(4)];
    expect(kindOf(facts(20, { reports, pulls: [refused({ closedByUs: true })] }))).toBe('propose');
    expect(kindOf(facts(20, { reports, pulls: [refused({ drift: null })] }))).toBe('propose');
    const pulls = [refused(), pull(4, 5, { merged: true })];
    expect(kindOf(facts(20, { reports, pulls }))).toBe('propose');
  });

  it('stays silent when one of another drift was closed by us since', () => {
    const reports = [before, ...later(4)];
    const ours = pull(5, 6, { closedByUs: true, drift: report(5, 'drift', from('grafana', true)) });
    expect(decideRetraining(facts(20, { reports, pulls: [refused(), ours] }))).toMatchObject({
      reason: { kind: 'silenced', by: 2 },
    });
  });

  it('is not silenced by what another monitor has told of without a size', () => {
    const features = ['temp', 'hum'].map((name) => seen(name, 'drift', 4, { size: null }));
    const alarm = report(1, 'drift', { ...from('vertex', false), features });
    const pulls = [refused({ drift: alarm })];
    expect(kindOf(facts(20, { reports: [alarm, ...later(4)], pulls }))).toBe('propose');
    const unsized = [18, 19].map((number) =>
      report(number, 'drift', { ...from('vertex', false), features }),
    );
    expect(kindOf(facts(20, { reports: [before, ...unsized], pulls: [refused()] }))).toBe(
      'silenced',
    );
  });

  it('stays silent where nobody knows its size', () => {
    const unknown = { features: [seen('temp', 'drift', 4, { size: null })] };
    const pulls = [pull(2, 3, { drift: report(1, 'drift', unknown) })];
    const reports = [18, 19].map((number) => report(number, 'drift', unknown));
    expect(kindOf(facts(20, { reports, pulls }))).toBe('silenced');
  });
});

describe('a drift that clears', () => {
  const reports = [report(1), report(2), report(3, 'stable')];

  it('closes its pull request after as many stable windows', () => {
    expect(decideRetraining(facts(5, { reports, pulls: open() }))).toEqual({
      kind: 'wait',
      reason: { kind: 'clearing', seen: 1, needed: 2 },
    });
    const last = report(4, 'stable');
    expect(decideRetraining(facts(5, { reports: [...reports, last], pulls: open() }))).toEqual({
      kind: 'close',
      record: last,
      windows: 2,
    });
  });

  it('closes it at once where another monitor says that its alarm has ended', () => {
    const alarm = report(1, 'drift', from('alertmanager', true));
    const ended = report(2, 'stable', from('alertmanager', true));
    const pulls = open({ drift: alarm });
    expect(kindOf(facts(3, { reports: [alarm, ended], pulls }))).toBe('close');
    expect(kindOf(facts(3, { reports: [alarm, report(2, 'stable')], pulls }))).toBe('propose');
  });

  it('is one in which too few rows were there to tell, but not for what drifted', () => {
    const sparse = [4, 5].map((number) =>
      report(number, 'insufficient-data', {
        features: [seen('temp', 'stable'), seen('hum', 'stable'), seen('id', 'unreadable')],
      }),
    );
    expect(kindOf(facts(6, { reports: [report(2), ...sparse], pulls: open() }))).toBe('close');
    const empty = [4, 5].map((number) => report(number, 'insufficient-data'));
    expect(kindOf(facts(6, { reports: [report(2), ...empty], pulls: open() }))).not.toBe('close');
  });

  it('leaves what a person has asked for, or what names no drift', () => {
    const all = [...reports, report(4, 'stable')];
    expect(kindOf(facts(5, { reports: all, pulls: open({ requested: true }) }))).toBe('nothing');
    expect(kindOf(facts(5, { reports: all, pulls: open({ drift: null }) }))).toBe('nothing');
    expect(kindOf(facts(5, { reports: all, pulls: [] }))).toBe('nothing');
  });
});
