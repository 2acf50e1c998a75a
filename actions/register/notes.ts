import { alike, formatBytes } from '../../core/report/number.ts';
import { commitLink, versionLink } from '../../core/report/link.ts';
import { literal } from '../../core/report/literal.ts';
import { table } from '../../core/report/table.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { profileFile } from '../../core/verify/names.ts';
import { documentNames } from './documents.ts';

/** What a release says to people. Everything in it is ours or validated: names, numbers, digests. */
export function releaseNotes(record: Readonly<VersionRecord>, serverUrl: string): string {
  const { model, version, commit, parent, repository, verdict = null } = record;
  const address = `${serverUrl}/${repository}`;
  const before =
    parent === null
      ? 'It is the first version.'
      : `The version before this one is ${versionLink(address, `${model}@v${parent}`)}.`;
  const judged =
    verdict === null ? '' : ` It names the verdict ${literal(verdict)} of its pull request.`;
  return [
    `Model **${model}** ${version}, trained from ${commitLink(address, commit)}. ${before}${judged}`,
    '',
    ...metricsTable(record),
    '',
    ...digestTable(record),
    '',
    ...documentLines(record, address),
    ...verifyLines(record),
  ].join('\n');
}

function metricsTable({ metrics }: Readonly<VersionRecord>): readonly string[] {
  return table(
    [
      { heading: 'metric', align: 'left' },
      { heading: 'value', align: 'right' },
    ],
    Object.entries(metrics).map(([metric, value]) => [metric, alike([value])(value)]),
  );
}

function digestTable(record: Readonly<VersionRecord>): readonly string[] {
  const rows = [
    ['model', record.artifact.digest],
    [literal(record.package.name), record.package.digest],
    ['evaluation set', record.evaluationSet],
    ['fingerprint', record.fingerprint],
  ] as const;
  return table(
    [
      { heading: '', align: 'left' },
      { heading: 'digest', align: 'left' },
    ],
    rows.map(([what, digest]) => [what, literal(digest)]),
  );
}

const about: Readonly<Record<string, string>> = {
  [documentNames.card]: 'the model card, with what was measured of this version',
  [documentNames.bom]: 'the bill of materials, CycloneDX 1.6: model, data and packages',
  [profileFile]: 'the profile of the data that it is monitored by: counts of values, no rows',
};

function documentLines(
  { attachments = [], tag }: Readonly<VersionRecord>,
  address: string,
): readonly string[] {
  const documents = attachments.filter(({ name }) => Object.hasOwn(about, name));
  if (documents.length === 0) return [];
  return [
    ...documents.map(
      ({ name, bytes }) =>
        `- [${name}](${address}/releases/download/${encodeURIComponent(tag)}/${name}), ${formatBytes(bytes)}: ${about[name]}`,
    ),
    '',
  ];
}

/** Only a release's package is one file that anybody can download here. */
function verifyLines({ registry, package: packed }: Readonly<VersionRecord>): readonly string[] {
  if (registry !== 'releases') {
    return [
      `The model itself is at ${literal(packed.uri, 500)}: what is fetched from there must have the digest of ${literal(packed.name)}.`,
    ];
  }
  return [
    'To verify a download of the model:',
    '',
    '```sh',
    `echo "${packed.digest.replace('sha256:', '')}  ${packed.name}" | sha256sum --check`,
    '```',
    '',
    'In `version.json`, under `attachments`, are the digests of all other files but of itself, the evidence and the signatures.',
  ];
}
