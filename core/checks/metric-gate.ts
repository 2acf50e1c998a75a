import type { CandidateFacts, MetricComparison } from '../judge/facts.ts';
import { worst } from '../judge/outcome.ts';
import type { Check, CheckContext, Finding } from './check.ts';
import { inconclusive, pass } from './finding.ts';

/** Every gated metric is within its bounds. The bounds come from the base branch. */
export const metricGate: Check = {
  id: 'metric-gate',
  title: 'Every gated metric is within its bounds',
  trouble: 'a metric is out of its bounds',
  caution: null,
  help: 'Improve the model. Where worse numbers are meant, change gate.metrics on the base branch first, in a pull request of its own.',
  outcomes: {
    pass: 'Every gated metric is within its bounds, or none is gated.',
    warn: "The rows can't tell whether a metric got worse than allowed.",
    fail: 'A metric is beyond its limit, or surely worse than allowed.',
    inconclusive:
      'A gated metric has no value, or `gate.require_baseline` is set and there is no baseline.',
  },
  inputs: [
    'configuration: gate.metrics',
    'evaluation record: metrics, comparisons',
    'evaluation record of the baseline',
  ],
  levels: { minimal: 'fail', limited: 'fail', high: 'fail' },
  softenable: true,
  judge: judgeGate,
};

function judgeGate(facts: CandidateFacts, context: CheckContext): Finding {
  if (facts.evaluation?.status !== 'succeeded') {
    return inconclusive('Without a successful evaluation there are no metrics to judge.');
  }
  if (facts.config.gate?.require_baseline === true && context.baseline === null) {
    return inconclusive(
      `gate.require_baseline is set, and there is no baseline to compare with.${why(context)}`,
    );
  }
  const gated = context.comparisons.filter(({ outcome }) => outcome !== null);
  if (gated.length === 0) return pass('No metric is gated; see gate.metrics in assay.yml.');
  const decisive = worst(gated.map(({ outcome }) => outcome ?? 'pass'));
  const telling = decisive === 'pass' ? [] : gated.filter(({ outcome }) => outcome !== 'pass');
  return {
    outcome: decisive,
    sentence:
      decisive === 'pass' ? passed(gated) : telling.map(({ sentence }) => sentence).join(' '),
    evidence: gated.map(({ sentence }) => sentence ?? ''),
  };
}

function why({ notComparable }: CheckContext): string {
  return notComparable === null ? '' : ` ${notComparable}`;
}

function passed(gated: readonly MetricComparison[]): string {
  const names = gated.map(({ metric }) => metric).join(', ');
  return `${gated.length === 1 ? 'The gated metric is' : 'All gated metrics are'} within bounds: ${names}.`;
}
