import type { EvidenceFacts, Stored } from '../facts.ts';
import { documentFile, recordFile } from '../files.ts';
import { fileLink, html, type Html, outsideLink } from '../html.ts';
import { moment, paragraph, section, table } from './parts.ts';

/** Where the model went, and what kept it. */
export function promotionsSection({ promotions, holds, version }: EvidenceFacts): Html {
  const own = version.record.version;
  const rows = promotions.map((stored) => {
    const { record } = stored;
    const { createdAt, environment, previous, pullRequest, requestedBy, mergedBy } = record;
    return [
      moment(createdAt),
      environment,
      record.version === own ? html`<b>${record.version}</b>` : record.version,
      previous ?? 'nothing',
      `#${pullRequest}`,
      requestedBy ?? '–',
      mergedBy ?? '–',
      fileLink(recordFile(stored), 'record'),
    ];
  });
  const columns = ['when', 'environment', 'version', 'in place of', 'pull request'];
  return section('promotions', 'Promotions', [
    promotions.length === 0
      ? paragraph('None of this model is in what was read.')
      : table([...columns, 'asked for by', 'merged by', 'record'], rows),
    holds.length === 0 ? null : holdsTable(holds),
  ]);
}

function holdsTable(holds: readonly Stored<'hold'>[]): Html {
  const rows = holds.map((stored) => {
    const { subject, state, by, reason, createdAt } = stored.record;
    const what =
      subject.kind === 'environment'
        ? `promotions into ${subject.environment}`
        : `retraining of ${subject.model}`;
    const file = fileLink(recordFile(stored), 'record');
    return [moment(createdAt), what, state, by, reason ?? '–', file];
  });
  return html`<h3>Locks and pauses</h3>
    ${table(['when', 'of what', 'state', 'by', 'reason', 'record'], rows)}`;
}

/** Every waiver of the model and its end. */
export function waiversSection({ waivers, verdicts }: EvidenceFacts): Html {
  const used = new Set(
    verdicts.flatMap(({ verdict }) => verdict.record.checks.map(({ waiver }) => waiver?.record)),
  );
  const rows = waivers.map((stored) => {
    const { id, action, check, by, reason, until, createdAt, comment } = stored.record;
    const end = until === null ? 'one commit' : html`until ${moment(until)}`;
    return [
      moment(createdAt),
      action === 'grant' ? html`granted, ${end}` : 'taken back',
      check,
      by,
      reason,
      used.has(id) ? html`<b>yes</b>` : 'no',
      outsideLink(comment),
      fileLink(recordFile(stored), 'record'),
    ];
  });
  return section('waivers', 'Waivers', [
    paragraph(
      'A waiver is an exception to one check that a person made whom the policy names. These are all of this model, whichever version they were made for.',
    ),
    waivers.length === 0
      ? paragraph('There is none.')
      : table(
          ['when', 'what', 'check', 'by', 'reason', 'in this verdict', 'comment', 'record'],
          rows,
        ),
  ]);
}

const kinds = {
  card: 'model card',
  'published-card': 'model card as published',
  bom: 'bill of materials',
  signature: 'signature',
} as const;

/** The card, the bill of materials, the signatures; and what is not there. */
export function documentsSection({ documents, missing }: EvidenceFacts): Html {
  const rows = documents.map((document) => [
    kinds[document.kind],
    fileLink(documentFile(document)),
    document.found,
  ]);
  return section('documents', 'Card, bill of materials, signatures', [
    documents.length === 0
      ? paragraph('There is none.')
      : table(['what', 'file', 'where it was found'], rows),
    documents.some(({ kind }) => kind === 'signature')
      ? paragraph(
          'Signatures are kept as they were found; making this folder did not verify them. Verify them with the program that made them, such as gh attestation verify or cosign.',
        )
      : null,
    missing.length === 0
      ? null
      : html`<h3>What is not here</h3>
          <ul>
            ${missing.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>`,
  ]);
}
