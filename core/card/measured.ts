import { commitLink, link, versionLink } from '../report/link.ts';
import { literal } from '../report/literal.ts';
import { arrowed } from '../report/metric-name.ts';
import { alike, formatBytes, formatCount, formatWhole, noValue } from '../report/number.ts';
import { prose } from '../report/prose.ts';
import { type Column, firstRows, more, table } from '../report/table.ts';
import type { Card, CardData, CardMetric } from './card.ts';
import { measuredSlices } from './measured-slices.ts';
import { verdictLines } from './verdict-lines.ts';

const left = (heading: string): Column => ({ heading, align: 'left' });
const right = (heading: string): Column => ({ heading, align: 'right' });

const most = { metrics: 60, data: 100 };

/** What was measured, as lines of Markdown: everything of a model card that no person writes. */
export function measuredLines(card: Card): readonly string[] {
  const { version, repositoryUrl } = card;
  return [
    '',
    '## Measured by Assay',
    '',
    `From here to the end of this section stands what was measured and recorded of ${versionLink(repositoryUrl, version.tag)}. Assay writes it for each version anew: changes by hand are lost.`,
    '',
    ...metricsTable(card),
    '',
    ...measuredSlices(card),
    ...dataTable(card),
    '### This version',
    '',
    ...versionTable(card),
    '',
    ...verdictLines(card),
  ];
}

function metricsTable({ metrics, evaluationSet }: Card): readonly string[] {
  const { shown, left: rest } = firstRows(metrics, most.metrics);
  const on = evaluationSet.rows === null ? '' : `${formatCount(evaluationSet.rows, 'row')} of `;
  return [
    ...table(
      [left('metric'), left('name'), right('value'), right('95% interval'), right('rows')],
      shown.map(metricRow),
    ),
    ...more(rest, 'metrics are in evaluation.json.'),
    '',
    `<sub>On ${on}${literal(evaluationSet.name, 120)}, whose rows and labels have the digest ${literal(evaluationSet.digest)}. The front matter has the values in full.</sub>`,
  ];
}

function metricRow(metric: CardMetric): readonly string[] {
  const { id, name, direction, value, interval, rows, reason } = metric;
  const format = alike([value, interval?.low ?? null, interval?.high ?? null]);
  const range =
    interval === null ? noValue : `${format(interval.low)}\u00a0to\u00a0${format(interval.high)}`;
  const shown = value === null && reason !== null ? prose(reason, 200) : format(value);
  // A name is Assay's own where the metric is one that it knows.
  const named = direction === null ? prose(name, 80) : name;
  return [arrowed(id, direction), named, shown, range, formatWhole(rows)];
}

function dataTable({ data }: Card): readonly string[] {
  if (data.length === 0) return [];
  const { shown, left: rest } = firstRows(data, most.data);
  return [
    '### Data sets and digests',
    '',
    ...table(
      [left('data set'), left('sha256'), left('what it is')],
      shown.map((set) => [
        literal(set.name, 64),
        literal(set.digest.replace('sha256:', '')),
        aboutData(set),
      ]),
    ),
    ...more(rest, 'data sets are in version.json.'),
    '',
  ];
}

function aboutData({ role, bytes, license, source }: CardData): string {
  return [
    ...(role === undefined ? [] : [role]),
    formatBytes(bytes).replace(' ', '\u00a0'),
    license === undefined ? 'no licence named' : literal(license, 64),
    ...(source === undefined ? [] : [`from ${prose(source, 200)}`]),
  ].join(', ');
}

function versionTable(card: Card): readonly string[] {
  const { version, repositoryUrl, risk, owner, task, reused } = card;
  const { workflow, parent, commit, model, artifact, package: packed } = version;
  const files = `${formatCount(artifact.files.length, 'file')}, ${formatBytes(artifact.bytes)}`;
  const rows: readonly (readonly string[])[] = [
    [
      'the version before',
      parent === null ? 'there is none' : versionLink(repositoryUrl, `${model}@v${parent}`),
    ],
    ['registered', version.createdAt.slice(0, 10)],
    ['task', task.name.toLowerCase()],
    ['risk tier', risk],
    ['owner', owner === null ? noValue : literal(owner, 120)],
    ['commit', commitLink(repositoryUrl, commit)],
    ['workflow run', workflow === undefined ? noValue : workflowLink(repositoryUrl, workflow)],
    ...(reused === null
      ? []
      : [
          [
            'trained before, in',
            `${workflowLink(repositoryUrl, reused.workflow)}, at ${commitLink(repositoryUrl, reused.commit)}`,
          ],
        ]),
    ['model', `${literal(artifact.digest)}, ${files}`],
    [prose(packed.name, 256), `${literal(packed.digest)}, ${formatBytes(packed.bytes)}`],
    ['fingerprint', literal(version.fingerprint)],
    ['evaluation record', literal(version.evaluation)],
    ['run record', literal(version.run)],
  ];
  return table([left('version'), left(versionLink(repositoryUrl, version.tag))], rows);
}

function workflowLink(
  repositoryUrl: string,
  { name, runId, attempt }: NonNullable<Card['version']['workflow']>,
): string {
  const again = attempt === 1 ? '' : `, attempt ${attempt}`;
  const address = `${repositoryUrl}/actions/runs/${runId}/attempts/${attempt}`;
  return `${link(`${literal(name, 80)} ${runId}`, address)}${again}`;
}
