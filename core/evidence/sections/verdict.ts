import type { CheckResult, Place } from '../../../schemas/types.ts';
import { clausesInWords } from '../../checks/clauses.ts';
import { findCheck } from '../../checks/index.ts';
import { ruleId } from '../../policy/rules.ts';
import type { EvidenceFacts } from '../facts.ts';
import { recordFile } from '../files.ts';
import { fileLink, html, type Html } from '../html.ts';
import { type Tied, tieInWords } from '../tie.ts';
import { badge, code, definitions, moment, paragraph, section, table } from './parts.ts';

/** The verdict that the version rests on, with every check; and the others that could be tied to it. */
export function verdictSection(facts: EvidenceFacts): Html {
  const [first, ...others] = facts.verdicts;
  if (first === undefined) {
    return section('verdict', 'The verdict', [
      paragraph(
        'There is none: no verdict of this model in the ledger could be tied to this version, neither by the digest of the model, nor by the fingerprint, nor by the commits. A version that was pushed to the default branch without a pull request has none, nor has one whose pull request the app did not see closed.',
      ),
    ]);
  }
  const { record } = first.verdict;
  return section('verdict', 'The verdict', [
    paragraph(html`${badge(record.outcome)} ${tieInWords(first, facts.version.record)}`),
    record.trusted
      ? null
      : paragraph(
          'It is untrusted: the records came from a fork, or claimed another origin than GitHub stated.',
        ),
    definitions([
      ['Recorded', moment(record.createdAt)],
      ['Pull request', pullText(first)],
      ['Commit', code(record.commit)],
      ['Compared with', baselineText(first)],
      ['Record', fileLink(recordFile(first.verdict))],
    ]),
    html`<div class="checks">${record.checks.map((result) => checkCard(result))}</div>`,
    others.length === 0 ? null : otherVerdicts(others, facts),
  ]);
}

function pullText({ verdict: { record } }: Tied): string {
  if (record.pullRequest === null) return 'none';
  return `#${record.pullRequest}, ${mergedText(record.merged)}`;
}

function mergedText(merged: boolean | undefined): string {
  if (merged === undefined) return 'whether it was merged is not on record';
  return merged ? 'merged' : 'closed without being merged';
}

function baselineText({ verdict: { record } }: Tied): Html | string {
  if (record.baseline === null) return 'nothing: there was no baseline that could be compared with';
  const { kind, commit } = record.baseline;
  return html`the ${kind.replace('-', ' ')} at ${code(commit)}`;
}

/** One check: what it found, what its failure would do and by what, and who waived it. */
function checkCard(result: CheckResult): Html {
  const { check, outcome, sentence, places = [] } = result;
  const evidence = result.evidence.filter((line) => line !== sentence);
  const clauses = clausesInWords(check);
  return html`<article class="check" id="check-${check}">
    <h3>${badge(outcome)} ${titleOf(check)} ${code(check)}</h3>
    <p>${sentence}</p>
    ${
      evidence.length === 0
        ? null
        : html`<ul>
            ${evidence.map((line) => html`<li>${line}</li>`)}
          </ul>`
    }
    ${
      places.length === 0
        ? null
        : html`<ul>
            ${places.map(placeLine)}
          </ul>`
    }
    ${waiverLine(result)}
    <p class="soft">
      ${levelText(result)}${clauses === '' ? null : html` Evidence for ${clauses}.`}
    </p>
  </article> `;
}

/** What a check or rule is called for people. */
export function titleOf(check: string): string {
  const rule = ruleId(check);
  return rule === null ? (findCheck(check)?.title ?? check) : `The team's own rule ${rule}`;
}

function placeLine({ path, line, message }: Place): Html {
  return html`<li>${code(`${path}:${line}`)} ${message}</li>`;
}

function waiverLine({ waiver }: CheckResult): Html | null {
  if (waiver === undefined) return null;
  const { by, reason, until } = waiver;
  return html`<p class="waived">
    <b>Waived</b> by ${by}, ${until === null ? 'for this commit' : html`until ${moment(until)}`}:
    ${reason}
  </p>`;
}

function levelText({ level, source }: CheckResult): string {
  if (level === undefined) return 'What its failure does is not on record.';
  const effect = level === 'fail' ? 'Its failure blocks' : 'Its failure only warns';
  // The word of the policy for a check that nothing can soften.
  if (source === 'always') return `${effect}, whatever the configuration says.`;
  return source === undefined ? `${effect}.` : `${effect}, by ${source}.`;
}

function otherVerdicts(others: readonly Tied[], { version }: EvidenceFacts): Html {
  const rows = others.map((tied) => [
    badge(tied.verdict.record.outcome),
    pullText(tied),
    tieInWords(tied, version.record),
    fileLink(recordFile(tied.verdict), 'record'),
  ]);
  return html`<h3>Other verdicts that belong to this version</h3>
    ${table(['outcome', 'pull request', 'what ties it', 'record'], rows)}`;
}
