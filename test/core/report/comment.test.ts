import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import { type CommentInput, commentMarker, renderComment } from '../../../core/report/comment.ts';
import type { EvaluationRecord, RunRecord } from '../../../schemas/types.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import {
  baseline,
  betterMetrics,
  candidate,
  champion,
  evaluation,
  head,
  otherSet,
  repository,
  run,
  worseMetrics,
} from '../judge/candidate.ts';
import { decoded, elements, hostile, linking, withoutCode } from './hostile.ts';

const repositoryUrl = `https://github.com/${repository}`;

function input(...all: readonly CandidateFacts[]): CommentInput {
  const models = all.map((facts) => ({ facts, judgement: judge(facts) }));
  return { repositoryUrl, head, models, obstacles: [], notes: [] };
}

const comment = (...all: readonly CandidateFacts[]) => renderComment(input(...all));
const firstLines = (text: string) => text.split('\n').slice(0, 2);

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('renderComment', () => {
  it('begins with the marker and the verdict in one sentence', () => {
    expect(firstLines(comment(candidate()))).toEqual([
      commentMarker,
      '## \u2705 Ready to merge: mae 27.5, 35% better than the baseline',
    ]);
  });

  it('has a row a metric, and says where the baseline came from, for which commit and which run', () => {
    const text = comment(candidate());
    expect(text).toContain(
      '| `mae` \u2193 | 42.37 | **27.48** | \u221214.9 (\u221235%) | 263 | at most 5% worse, at most 60 | \u2705 better |',
    );
    expect(text).toContain(
      '| `r2` \u2191 | 0.6371 | **0.8529** | +0.216 (+34%) | 263 | \u2014 | better |',
    );
    expect(text).toContain(
      `\`bike-demand\` against the merge base [\`bbbbbbb\`](${repositoryUrl}/commit/${'b'.repeat(40)}) ([\`bike-demand@v1.0.0\`](${repositoryUrl}/releases/tag/bike-demand%40v1.0.0)), both on the same 263 rows.`,
    );
    expect(text).toContain(`For commit [\`a1b2c3d\`](${repositoryUrl}/commit/${head})`);
    expect(text).toContain(`[workflow run 4711, attempt 1](${repositoryUrl}/actions/runs/4711)`);
  });

  it('shows the parameters, data and files that changed, and only those', () => {
    const before = run({
      parameters: { ...run().parameters, 'params.yaml:model.kind': 'ridge' },
      data: {},
      inputs: run().inputs.map((file) => ({ ...file, digest: `sha256:${'1'.repeat(64)}` })),
    });
    const text = comment(candidate({ baselines: [baseline(undefined, { run: before })] }));
    expect(text).toContain('| `params.yaml:model.kind` | `ridge` | `gradient_boosting` |');
    expect(text).toMatch(/\| data `hourly` \| — \| `[0-9a-f]{12}`, 181 kB \|/);
    expect(text).toContain('Also changed: `train.py`, `features.py`.');
    expect(text).not.toContain('learning_rate');
    const same = comment(candidate({ baselines: [baseline(undefined, { run: run() })] }));
    expect(same).toContain('**What changed:** nothing that training declares as its input.');
  });

  it('shows a regression, which bounds it breaks and what to do', () => {
    const text = comment(candidate({ evaluation: evaluation(worseMetrics) }));
    expect(text).toContain(
      '## \u274c Not ready to merge: mae 73.1 is a regression, 73% worse than the baseline',
    );
    expect(text).toContain("\u274c mae 73.15 is 73% worse than the baseline's 42.37");
    expect(text).toContain('**What to do:** Improve the model.');
    expect(text).toContain('| \u274c **regression** |');
    expect(text).toContain('<summary>4 of 5 checks pass</summary>');
  });

  it('says of a failed training what its record says, and shows no table of metrics', () => {
    const message = 'The command "python train.py" ended with exit code 1. Mend it.';
    const failed = run({ status: 'failed', failure: { code: 'command-failed', message } });
    const text = comment(candidate({ run: failed, evaluation: null }));
    expect(text).toContain(
      '\u274c The command "python `train.py`" ended with exit code 1. Mend it.',
    );
    expect(text).not.toContain('| Metric |');
  });

  it('says that it compares with the champion, and why', () => {
    const evaluationOnOtherRows = evaluation(betterMetrics, { evaluationSet: otherSet });
    const text = comment(
      candidate({
        evaluation: evaluationOnOtherRows,
        champion: champion(undefined, { evaluationSet: otherSet }),
        baselines: [baseline(), baseline({}, { kind: 'champion', version: '1.0.0' })],
      }),
    );
    expect(text).toContain('against the champion [`bike-demand@v1.0.0`]');
    expect(text).toContain('The candidate was evaluated on other rows than the merge base');
  });

  it('explains the first run, which has no baseline', () => {
    const text = comment(candidate({ baselines: [] }));
    expect(text).toContain('Ready to merge: mae 27.5, with no baseline yet');
    expect(text).toContain('becomes the baseline of later pull requests');
  });

  it('waits as long as the workflow runs', () => {
    const waiting = candidate({ workflow: { kind: 'waiting' }, run: null, evaluation: null });
    const text = comment(waiting);
    expect(firstLines(text)[1]).toBe('## \u23f3 Waiting for the workflow');
    expect(text).toContain('The verdict on `bike-demand` follows');
    expect(text).not.toContain('What to do');
  });

  it('warns that the records of a fork are not trusted', () => {
    const fork = candidate({ pullRequest: { ...candidate().pullRequest, fork: true } });
    expect(firstLines(comment(fork))[1]).toBe(
      '## \u26a0\ufe0f Can be merged, with a warning: the records come from a fork',
    );
  });

  it('names the model that decides where there are several', () => {
    const second = { model: 'taxi-demand', run: run({ model: 'taxi-demand' }) };
    const worse = evaluation(worseMetrics, { model: 'taxi-demand', run: second.run.id });
    const text = comment(candidate(), candidate({ ...second, evaluation: worse }));
    expect(text).toContain('## \u274c Not ready to merge: 1 of 2 models fails (taxi-demand)');
    expect(text).toContain('### \u2705 `bike-demand`');
    expect(text).toContain('### \u274c `taxi-demand`');
  });

  it('is the same for the same facts', () => {
    expect(comment(candidate())).toBe(comment(candidate()));
  });

  it('stays under the limit of GitHub whatever the records hold, and says what it left out', () => {
    const huge = '\u{1f4a5}@x|`'.repeat(300);
    const facts = candidate({
      config: {
        ...candidate().config,
        evaluate: {
          ...candidate().config.evaluate,
          metrics: many(100).map((index) => `${index}${huge}`),
        },
      },
      refusals: many(200).map(() => huge),
      run: {
        ...run(),
        parameters: Object.fromEntries(many(2_000).map((index) => [`${index}${huge}`, huge])),
      },
    });
    const all = many(40).map(() => facts);
    for (const models of [[facts], all]) {
      const text = renderComment({ ...input(...models), notes: many(100).map(() => huge) });
      expect(text.length).toBeLessThan(65_536);
      expect(text).toMatch(/more parts are too long|parameters or data sets changed/);
      expect(firstLines(text)[0]).toBe(commentMarker);
    }
  });
});

describe('renderComment with hostile records', () => {
  const clean = elements(renderMarkdown(comment(hostileCandidate('plain'))));
  const cleanLinks = links(renderMarkdown(comment(hostileCandidate('plain'))));

  it('makes no element, link, mention, reference or second marker of any text in a record', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const body = comment(hostileCandidate(text));
        const html = renderMarkdown(body);
        const made = elements(html).filter((name) => name !== 'code');
        expect(made).toEqual(clean.filter((name) => name !== 'code'));
        expect(links(html)).toEqual(cleanLinks);
        const texts = withoutCode(html).replaceAll(/<[^>]*>/g, ' ');
        expect(decoded(texts)).not.toMatch(linking);
        expect(html.includes('octocat<')).toBe(html.includes('octocat</code>'));
      }),
    );
  });
});

function links(html: string): readonly string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address ?? '');
}

/** A candidate in which every free text of the records and of the refusals is the given one. */
function hostileCandidate(text: string): CandidateFacts {
  const parameters = { [`a${text}`]: `b${text}`, other: `c${text}` };
  const environment: RunRecord['environment'] = {
    os: text,
    architecture: text,
    cpu: { model: text, cores: 2 },
    memoryBytes: 1_000,
    runner: text,
    python: text,
    packages: { [`a${text}`]: `b${text}` },
  };
  const dataset = { path: text, digest: `sha256:${'9'.repeat(64)}`, bytes: 1 };
  const hostileRun: RunRecord = {
    ...run(),
    command: text,
    parameters,
    environment,
    inputs: [{ path: `a${text}`, digest: `sha256:${'8'.repeat(64)}`, bytes: 1 }],
    data: { [`a${text}`]: dataset },
  };
  const hostileEvaluation: EvaluationRecord = {
    ...evaluation(betterMetrics),
    metrics: { [`a${text}`]: { value: 1, rows: 1 } },
    run: hostileRun.id,
    status: 'failed',
    failure: { code: 'any', message: `a${text}` },
    reported: [{ path: `a${text}`, values: { [`a${text}`]: 1 } }],
  };
  return candidate({
    run: hostileRun,
    evaluation: hostileEvaluation,
    refusals: [`a${text}`],
    baselines: [baseline(undefined, { run: { ...run(), command: 'a', data: {} } })],
  });
}
