import { findCheck } from '../../checks/index.ts';
import { formatBytes } from '../../report/number.ts';
import type { EvidenceFacts } from '../facts.ts';
import { recordFile } from '../files.ts';
import { fileLink, html, type Html, outsideLink } from '../html.ts';
import { badge, code, definitions, moment, paragraph, section, table } from './parts.ts';

/** What the model is, and which verdict it has. */
export function summarySection({ origin, version, verdicts, packageNow }: EvidenceFacts): Html {
  const { record } = version;
  const verdict = verdicts[0]?.verdict.record ?? null;
  return section('summary', 'Summary', [
    definitions([
      ['Model', record.model],
      ['Version', record.version],
      ['Version before', record.parent ?? 'none: this is the first'],
      ['Verdict', verdict === null ? 'none could be tied to this version' : badge(verdict.outcome)],
      ['Repository', record.repository],
      ['Tag', code(record.tag)],
      ['Commit', code(record.commit)],
      ['Registered', moment(record.createdAt)],
      ['Digest of the model', code(record.artifact.digest)],
      ['Size of the model', formatBytes(record.artifact.bytes)],
      ['Package', html`${record.package.name}, ${formatBytes(record.package.bytes)}`],
      ['Digest of the package', code(record.package.digest)],
      ['Where it is fetched', outsideLink(record.package.uri)],
      ['The package now', packageNow],
      ['Fingerprint', code(record.fingerprint)],
      ['Evaluation set', code(record.evaluationSet)],
      ['Read from', origin.ledger],
      ['Commit of the ledger', origin.commit === null ? null : code(origin.commit)],
    ]),
    paragraph(
      html`Everything here was read from the records of the version, which lie beside this page as
        they lie in the ledger: ${fileLink(recordFile(version), 'its version record')} names the
        others. <code>sha256sum -c SHA256SUMS</code> in this folder says whether a file was changed
        since it was made. A record's id is the sha256 of its canonical JSON (RFC 8785) without the
        id, and was computed anew for each of them: a record that was changed after it was written
        is not here. That only Assay writes to the ledger is for the rules of the repository to say.`,
    ),
  ]);
}

type Deed = readonly [time: string, what: string, who: string, file: Html];

/** Who did what and when, oldest first. */
export function deedsSection(facts: EvidenceFacts): Html {
  const deeds = [...trainingDeeds(facts), ...verdictDeeds(facts), ...laterDeeds(facts)];
  const rows = deeds
    .toSorted(([a], [b]) => Date.parse(a) - Date.parse(b))
    .map(([time, what, who, file]) => [moment(time), what, who, file]);
  return section('who', 'Who did what, and when', [
    table(['when', 'what', 'who', 'record'], rows),
    paragraph(
      'Whoever started a workflow is named as GitHub named them to it, and whoever waived, asked or merged by the login that GitHub stated.',
    ),
  ]);
}

function trainingDeeds({ run, evaluation, version }: EvidenceFacts): readonly Deed[] {
  const steps = [
    ['trained', run],
    ['evaluated', evaluation],
    ['registered', version],
  ] as const;
  return steps.flatMap(([what, stored]): readonly Deed[] => {
    if (stored === null) return [];
    const { createdAt, workflow, producer } = stored.record;
    const who =
      workflow === undefined
        ? `the action ${producer.action} ${producer.version}, outside a workflow`
        : `${workflow.actor}, by the workflow ${workflow.name} (run ${workflow.runId}, attempt ${workflow.attempt}, event ${workflow.event})`;
    return [[createdAt, what, who, fileLink(recordFile(stored), 'record')]];
  });
}

function verdictDeeds({ verdicts, waivers }: EvidenceFacts): readonly Deed[] {
  return verdicts.flatMap(({ verdict }): readonly Deed[] => {
    const { createdAt, producer, checks, pullRequest } = verdict.record;
    const file = fileLink(recordFile(verdict), 'record');
    const where = pullRequest === null ? '' : ` at the end of pull request #${pullRequest}`;
    const judged: Deed = [createdAt, `judged${where}`, `Assay ${producer.version}`, file];
    const waived = checks.flatMap(({ check, waiver }): readonly Deed[] => {
      if (waiver === undefined) return [];
      const stored = waivers.find(({ record }) => record.id === waiver.record);
      const time = stored?.record.createdAt ?? createdAt;
      const link = stored === undefined ? file : fileLink(recordFile(stored), 'record');
      return [[time, `waived ${check}: ${waiver.reason}`, waiver.by, link]];
    });
    const approval = checks.find(({ check }) => check === 'approval');
    const approved: readonly Deed[] =
      approval === undefined
        ? []
        : [[createdAt, findCheck('approval')?.title ?? 'approval', approval.sentence, file]];
    return [...waived, ...approved, judged];
  });
}

function laterDeeds({ promotions, version }: EvidenceFacts): readonly Deed[] {
  return promotions
    .filter(({ record }) => record.version === version.record.version)
    .map((stored): Deed => {
      const { createdAt, environment, requestedBy, mergedBy } = stored.record;
      const who = `asked for by ${requestedBy ?? 'nobody on record'}, merged by ${mergedBy ?? 'nobody on record'}`;
      return [createdAt, `promoted to ${environment}`, who, fileLink(recordFile(stored), 'record')];
    });
}
