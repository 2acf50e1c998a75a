import { describe, expect, it } from 'vitest';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import { type CommentInput, commentMarker, renderComment } from '../../../core/report/comment.ts';
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
import { waiver } from '../waiver/record.ts';

const repositoryUrl = `https://github.com/${repository}`;

function input(...all: readonly CandidateFacts[]): CommentInput {
  const models = all.map((facts) => ({ facts, judgement: judge(facts) }));
  return { repositoryUrl, head, models, obstacles: [], notes: [], checkUrl: null };
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
      '| `mae`\u00a0\u2193 | 42.37 | **27.48** | \u221214.9 (\u221235%) | \u2705 better<br><sub>gate: at most 5% worse, at most 60</sub> |',
    );
    expect(text).toContain('| `r2`\u00a0\u2191 | 0.6371 | **0.8529** | +0.216 | \u2713 better |');
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
    expect(text).toContain(
      '| \u274c **regression**<br><sub>gate: at most 5% worse, at most 60</sub> |',
    );
    const { length } = judge(candidate()).checks;
    expect(text).toContain(`<summary>${length - 1} of ${length} checks pass</summary>`);
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

  it('warns that the records of a fork are not trusted', () => {
    const fork = candidate({ pullRequest: { ...candidate().pullRequest, fork: true } });
    expect(firstLines(comment(fork))[1]).toBe(
      '## \u26a0\ufe0f Can be merged, with a warning: the records come from a fork',
    );
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
      expect(text).toMatch(/Too long to be shown here|parameters, data sets or packages changed/);
      expect(firstLines(text)[0]).toBe(commentMarker);
    }
  });

  it('says who waived a check, until when and why, and mentions nobody', () => {
    const by = waiver({ head: null, until: '2026-09-30T23:59:59Z', reason: 'Agreed with @risk.' });
    const worse = evaluation(worseMetrics);
    const text = comment(candidate({ evaluation: worse, waivers: new Map([[by.check, by]]) }));
    expect(firstLines(text)[1]).toBe(
      '## \u26a0\ufe0f Can be merged, with a warning: mae 73.1 is a regression, 73% worse than the baseline (waived)',
    );
    expect(text).toContain('Waived until 2026-09-30 by `hubot`: Agreed with `@risk`.');
  });

  it('has what a failure of each check does, what says so, and which clauses it serves', () => {
    const risky = { ...candidate().config, risk: 'high' } as const;
    const text = comment(candidate({ config: risky }));
    expect(text).toMatch(/^\| `approval` .* blocks, by risk tier high \| EU AI Act Art 14; /m);
    expect(text).toMatch(/^\| `provenance` .* blocks, always \|/m);
  });

  it('has what each check rests on, folded away', () => {
    expect(comment(candidate())).toMatch(
      /<summary>What the checks rest on<\/summary>\n\n\*\*`artifact-integrity`\*\*\n\n- model `sha256:/,
    );
  });
});
