import type { CandidateFacts } from '../judge/facts.ts';
import type { Check, Finding } from './check.ts';
import { fail, pass, warn } from './finding.ts';

/** Somebody answers for the model in production, and its data there are watched. */
export const monitoring: Check = {
  id: 'monitoring',
  title: 'The model is watched in production, and somebody answers for it',
  trouble: 'nobody watches the model in production, or nobody answers for it',
  caution: 'the log of production has no time',
  help: 'Name the owner of the model, a GitHub user or team such as @org/team, under owner. Name the log of what the model is asked in production in monitor.current, what to compare it with in monitor.reference, and its column of the time in monitor.time; run the action monitor on a schedule.',
  outcomes: {
    pass: 'The configuration of the base branch names an owner, the log of production, what it is compared with, and the column of its time. The thresholds of drift are those of the action `monitor`.',
    warn: 'The log has no column of the time, so it does not say when a prediction was made.',
    fail: 'There is no owner or no monitor.',
    inconclusive: null,
  },
  inputs: ['configuration: owner, monitor'],
  levels: { minimal: 'off', limited: 'warn', high: 'fail' },
  softenable: true,
  judge: judgeMonitoring,
};

function judgeMonitoring({ model, config }: CandidateFacts): Finding {
  const { owner, monitor } = config;
  const missing = [
    owner === undefined ? `models.${model}.owner` : null,
    monitor === undefined ? `models.${model}.monitor` : null,
  ].filter((key) => key !== null);
  if (missing.length > 0) {
    return fail(`The configuration of the base branch has no ${missing.join(' and no ')}.`);
  }
  const evidence = [
    `owner ${owner}`,
    `log of production ${monitor?.current.path}`,
    `compared with ${monitor?.reference.path}`,
    `time ${monitor?.time ?? 'none'}`,
  ];
  if (monitor?.time === undefined) {
    return warn(
      `models.${model}.monitor names no column of the time, so the log does not say when a prediction was made.`,
      evidence,
    );
  }
  return pass(`${owner} answers for the model, and its data in production are watched.`, evidence);
}
