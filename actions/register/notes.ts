import type { VersionRecord } from '../../schemas/types.ts';

/** What a release says to people. Everything in it is ours or validated: names, numbers, digests. */
export function releaseNotes(record: Readonly<VersionRecord>): string {
  const metrics = Object.entries(record.metrics).map(
    ([metric, value]) =>
      `| ${metric} | ${value === null ? '—' : String(Number(value.toPrecision(6)))} |`,
  );
  return [
    `Model **${record.model}** ${record.version}, trained from ${record.commit}.`,
    '',
    '| metric | value |',
    '| --- | ---: |',
    ...metrics,
    '',
    '| | digest |',
    '| --- | --- |',
    `| model | \`${record.artifact.digest}\` |`,
    `| ${record.package.name} | \`${record.package.digest}\` |`,
    `| evaluation set | \`${record.evaluationSet}\` |`,
    `| fingerprint | \`${record.fingerprint}\` |`,
    '',
    record.parent === null
      ? 'The first version.'
      : `The version before this one is ${record.parent}.`,
  ].join('\n');
}
