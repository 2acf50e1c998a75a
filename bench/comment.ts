import { renderComment } from '../core/report/comment.ts';
import { largePullRequest } from './comment-input.ts';
import type { Bench } from './figure.ts';

const size = { models: 20, metrics: 30, slices: 40 } as const;
const runs = 31;

/** How long the comment of a large pull request takes: the first, as in a new process, and the median once warm. */
export const comment: Bench = {
  name: 'comment',
  about: `the comment of ${size.models} models with ${size.metrics} metrics and ${size.slices} slices each`,
  run() {
    const input = {
      repositoryUrl: 'https://github.com/acme/models',
      head: 'c'.repeat(40),
      models: largePullRequest(size),
      obstacles: [],
      notes: [],
      checkUrl: 'https://github.com/acme/models/runs/1',
    };
    const times = Array.from({ length: runs }, () => {
      const start = performance.now();
      renderComment(input);
      return performance.now() - start;
    });
    const [first = NaN] = times;
    const median = times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
    console.log(
      `  ${renderComment(input).length.toLocaleString('en-US')} characters; the first took ${first.toFixed(1)} ms, the median of ${runs} ${median.toFixed(1)} ms`,
    );
    const goal = { op: '<', number: 50 } as const;
    return Promise.resolve([{ name: 'comment-render', value: median, unit: 'ms', goal }]);
  },
};
