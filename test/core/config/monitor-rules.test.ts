import { describe, expect, it } from 'vitest';
import { path, problemAfter, rejection, valid, validated } from './fixture.ts';

const plain = `      reference: { path: monitor/reference.csv }
      current: { path: monitor/current.csv }
      features: auto
`;

/** The configuration with this as its `monitor`. */
function monitoring(lines: string): string {
  if (!valid.includes(plain)) throw new Error('The valid configuration has no monitor.');
  const indented = lines.trim().replaceAll(/^/gm, '      ');
  return valid.replace(plain, `${indented}\n`);
}

const whole = `
reference: { path: monitor/reference.csv, keep: true }
current: { path: monitor/current.csv }
time: at
window: 1d
windows: 14
persistence: { drifted: 2, of: 3 }
features: [temp, hum]
importance: { temp: 2, hum: 0 }
prediction: y_hat
label: y
performance:
  mae: { limit: 60, max_regression: 5% }
slices: [weather]
multivariate: true
thresholds: { numeric: 0.2, categorical: 0.2, missing: 100%, unseen: 0.02, range: 5%, multivariate: 0.7 }
freshness: 36h
engine: builtin
report: false
`;

describe('the rules of monitor', () => {
  it('let every key be said at once', () => {
    expect(validated(monitoring(whole)).models['bike-demand']?.monitor).toMatchObject({
      windows: 14,
      freshness: '36h',
    });
  });

  it('let the windows before be the reference', () => {
    const past = 'reference: { window: 28d }\ncurrent: { path: a.csv }\ntime: at\nwindow: 1d';
    expect(validated(monitoring(past)).models['bike-demand']?.monitor?.reference).toEqual({
      window: '28d',
    });
  });

  it('let the reference be 1,000 windows', () => {
    const past = 'reference: { window: 1000d }\ncurrent: { path: a.csv }\ntime: at\nwindow: 1d';
    expect(() => validated(monitoring(past))).not.toThrow();
  });

  it('name file, line and key', () => {
    const text = monitoring(whole.replace('drifted: 2, of: 3', 'drifted: 4, of: 3'));
    expect(rejection(text).message).toBe(
      `${path}:34:31: models.bike-demand.monitor.persistence.drifted is 4, and only 3 windows are looked at: it may be 3 at most, or "of" must be larger.`,
    );
  });

  it.each([
    ['reference: {}', /reference must be a mapping with at least one key \(path, keep, window\)/],
    ['reference: { keep: true }', /reference must have path: keep says that the profile/],
    ['reference: { window: 28d, path: a.csv }', /reference\.window stands beside path/],
    ['reference: { window: 28d, keep: true }', /reference\.keep needs path/],
    ['reference: { window: 12h }', /reference\.window is 12h, less than the 1d of one window/],
    [
      'reference: { window: 1001d }',
      /reference\.window is 1001d, which is 1001 windows of 1d, and 1000 at most .* take a longer monitor\.window\./,
    ],
    ['reference: { window: 4w }', /reference\.window must be a length of time such as 30m/],
    ['windows: 0', /windows must be a whole number from 1 to 400; found the number 0/],
    ['windows: 2.5', /windows must be a whole number from 1 to 400/],
    ['windows: 2', /persistence\.of is 3, and 2 windows are examined: set monitor\.windows to 3/],
    ['persistence: { drifted: 2, of: 15 }', /of is 15, and 14 windows are examined/],
    ['persistence: { drifted: two, of: 3 }', /persistence\.drifted must be a whole number/],
    [
      'importance: { tmp: 1 }',
      /importance\.tmp is not among monitor\.features; did you mean temp\?/,
    ],
    ['importance: { temp: 0, hum: 0 }', /importance gives no feature a weight above 0/],
    ['importance: { temp: -1 }', /importance\.temp must be a number of at least 0/],
    ['importance: ../weights.json', /importance must be a path inside the repository/],
    ['importance: weights/', /is a folder, and a file is wanted/],
    ['prediction: temp', /features\[0\] is "temp", which monitor\.prediction names/],
    ['label: y_hat', /label is the column "y_hat", which monitor\.prediction names too/],
    ['time: hum', /features\[1\] is "hum", which monitor\.time names/],
    ['slices: [at]', /slices\[0\] is "at", the column of the time/],
    ['score: p', /score is for the task binary, but the task of this model is regression/],
    ['performance: { mea: { limit: 1 } }', /performance\.mea is not a metric; did you mean mae\?/],
    ['performance: { accuracy: { limit: 1 } }', /accuracy is a metric for binary and multiclass/],
    ['performance: { coverage: { limit: 1 } }', /coverage is computed from predicted intervals/],
    ['performance: { mae: {} }', /performance\.mae bounds nothing/],
    ['performance: { mae: { limt: 3 } }', /mae\.limt is not a known key/],
    ['performance: {}', /performance must be a mapping with at least one key/],
    ['thresholds: { missing: 101% }', /missing is 101%, and a share is 100% at most/],
    ['thresholds: { range: 2 }', /range is 2, and a share is 100% at most/],
    ['thresholds: { numeric: 0 }', /numeric must be a number above 0 and at most 1/],
    ['thresholds: { multivariate: 0.4 }', /multivariate must be a number from 0\.5 to 1/],
    ['freshness: yesterday', /freshness must be a length of time/],
    ['engine: spark', /engine must be one of auto, duckdb, builtin/],
  ])('refuse %s', (line, reason) => {
    const key = line.slice(0, line.indexOf(':') + 1);
    // The line takes the place of the one of its key, with what is below that.
    const lines = whole.trim().split('\n');
    const kept = lines.filter(
      (one) => !one.startsWith(key) && !(key === 'performance:' && one.startsWith('  ')),
    );
    expect(rejection(monitoring([...kept, line].join('\n'))).message).toMatch(reason);
  });

  it.each(['window: 1d', 'freshness: 36h'])('refuse %s without the time of the rows', (line) => {
    const [key] = line.split(':');
    expect(problemAfter('      features: auto', `      ${line}`)).toContain(
      `monitor.${key} needs the time of the rows: name its column in monitor.time.`,
    );
  });

  it.each(['windows: 5', 'persistence: { drifted: 1, of: 1 }'])(
    'refuse %s without windows',
    (line) => {
      const [key] = line.split(':');
      expect(problemAfter('      features: auto', `      ${line}`)).toContain(
        `monitor.${key} needs windows: say in monitor.window how long one is, such as 1d.`,
      );
    },
  );

  it('refuse fewer windows than the usual persistence looks at', () => {
    const text = monitoring(
      whole.replace(/persistence.*\n/, '').replace('windows: 14', 'windows: 2'),
    );
    expect(rejection(text).message).toContain(
      'monitor.windows is 2, and drift must show in 2 of the newest 3 windows: examine 3 or more',
    );
  });

  it('let a metric be computed from the score that monitor names', () => {
    const binary = valid
      .replace('task: regression', 'task: binary')
      .replace('metrics: [mae, rmse]', 'metrics: [accuracy]')
      .replace(
        '        mae: { max_regression: 5%, limit: 60 }',
        '        accuracy: { limit: 0.9 }',
      );
    const watched = (more: string): string =>
      binary.replace(
        '      features: auto',
        `      performance: { log_loss: { limit: 1 } }${more}`,
      );
    expect(() => validated(watched('\n      score: p'))).not.toThrow();
    expect(rejection(watched('')).message).toContain('log_loss is computed from the probability');
  });
});

/** The configuration with this as its `retrain.when`. */
function when(line: string): string {
  return valid.replace('    retrain:\n', `    retrain:\n      when: ${line}\n`);
}

describe('the rules of retrain.when', () => {
  it('let each of them ask', () => {
    const text = when('{ predictions: true, features: 3, performance: false, multivariate: true }');
    expect(() => validated(text)).not.toThrow();
  });

  it('refuse that none of them does', () => {
    expect(
      rejection(when('{ predictions: false, features: false, performance: false }')).message,
    ).toContain('retrain.when leaves nothing that could ask for a retraining');
  });

  it('refuse more features than are watched, and a classifier that is not asked', () => {
    const watched = when('{ features: 3, multivariate: true }').replace(
      'features: auto',
      'features: [temp, hum]\n      multivariate: false',
    );
    expect(rejection(watched).message).toMatch(
      /when\.features is 3, and monitor\.features has 2.*\n.*when\.multivariate is true, and monitor\.multivariate is false/,
    );
  });
});
