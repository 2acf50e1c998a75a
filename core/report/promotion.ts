import type { VersionRecord } from '../../schemas/types.ts';
import { durationWords } from '../time/duration.ts';
import { collapsed } from './collapsed.ts';
import { fit } from './fit.ts';
import { digest, link } from './link.ts';
import { literal, oneLine } from './literal.ts';
import { formatBytes, formatNumber } from './number.ts';
import { comparedVersions } from './promotion-metrics.ts';
import { promotionOutlook } from './promotion-outlook.ts';
import type { PromotionSubject, PromotionText } from './promotion-text.ts';
import { prose } from './prose.ts';
import { stateChanges } from './state-change.ts';
import { firstRows, more, table } from './table.ts';
import { titled } from './titled.ts';
import { waivedText } from './waived.ts';

/** The title of a promotion pull request. Plain text. */
export function promotionTitle(subject: PromotionSubject): string {
  const { version, role, share, rollback } = subject;
  const [model, environment] = [oneLine(subject.model, 64), oneLine(subject.environment, 64)];
  const number = `v${version.version}`;
  if (rollback !== null) return `Urgent: roll ${model} back to ${number} in ${environment}`;
  if (role === 'champion') return `Promote ${model} ${number} to ${environment}`;
  return share === 0
    ? `End the challenge of ${model} ${number} in ${environment}`
    : `Promote ${model} ${number} to ${environment} as challenger with ${share}%`;
}

/** The body: what goes where, how it compares, what it waits for, and what merging does. */
export function renderPromotionBody(text: PromotionText): string {
  return fit(
    [[whatGoesWhere(text), whoAsked(text)].join(' '), ...notes(text)],
    [
      titled('What this changes', stateChanges(text.changes)),
      ...comparedVersions(text.compared),
      ...(text.share === 0 ? [] : [titled('Waived when it was merged', waivers(text.waived))]),
      ...promotionOutlook(text),
      { essential: false, lines: collapsed('About the version', about(text.version)) },
    ],
    [],
  );
}

function whatGoesWhere(text: PromotionText): string {
  const { version, from, role, share, rollback } = text;
  const it = link(literal(version.tag, 120), version.package.uri);
  const place = literal(text.environment, 64);
  const champion = from === null ? '' : ` ${numbered(from)}`;
  if (share === 0) {
    return `Takes the challenger ${it} out of ${place}: the champion${champion} stays alone.`;
  }
  if (role === 'challenger') {
    return `Puts ${it} beside the champion${champion} of ${place}, with ${share}% of the traffic.`;
  }
  const instead = from === null ? 'where no version is yet' : `in place of${champion}`;
  if (rollback === null) return `Puts ${it} into ${place}, ${instead}.`;
  return `**Urgent, a rollback.** Puts ${it} back into ${place}, ${instead}. ${healthOf(rollback)}`;
}

function healthOf(rollback: NonNullable<PromotionText['rollback']>): string {
  return rollback.kind === 'healthy'
    ? `It is the last version that was healthy there, for ${durationWords(rollback.healthyForMs)} without a break.`
    : 'It is the version before. Whether it was healthy there is not known: nobody has reported it.';
}

function whoAsked({ requestedBy, commentUrl, reason }: PromotionText): string {
  const who = requestedBy === null ? '' : ` by ${literal(requestedBy, 64)}`;
  const why = reason === null ? '.' : `: ${prose(reason, 400)}`;
  return `Asked for${who} in ${link('a comment', commentUrl)}${why}`;
}

function notes({ superseded, challenger, role, from }: PromotionText): readonly string[] {
  const sentences: string[] = [];
  if (role === 'champion' && challenger !== null) {
    sentences.push(
      `It also ends the challenge of ${numbered(challenger)}, which gets no traffic any more.`,
    );
  }
  if (role === 'challenger' && from === null) {
    sentences.push('Which version is the champion there is not known.');
  }
  if (superseded !== null) {
    const by = superseded.by === null ? '' : ` by ${literal(superseded.by, 64)}`;
    sentences.push(
      `This takes the place of ${numbered(superseded.version)}, asked for${by} in this pull request before. Approvals of that do not count for this.`,
    );
  }
  return sentences.flatMap((sentence) => ['', sentence]);
}

function numbered(version: string): string {
  return literal(`v${version}`, 40);
}

const mostWaivers = 20;

function waivers(waived: PromotionText['waived']): readonly string[] {
  if (waived === null) {
    return ['The verdict that it was merged with is not on record, so its waivers are not known.'];
  }
  if (waived.length === 0) return ['Nothing: it passed the checks of its pull request by itself.'];
  const { shown, left } = firstRows(waived, mostWaivers);
  const lines = shown.map(
    (result) => `- ${literal(result.check, 64)}: ${waivedText(result) ?? ''}`,
  );
  return [...lines, ...more(left, 'waivers are in its verdict.')];
}

function about({
  metrics,
  artifact,
  package: archive,
  evaluationSet,
  commit,
}: VersionRecord): readonly string[] {
  const { shown } = firstRows(Object.entries(metrics), 30);
  return table(
    [
      { heading: '', align: 'left' },
      { heading: '', align: 'left' },
    ],
    [
      ...shown.map(([id, value]) => [literal(id, 64), formatNumber(value)]),
      ['Evaluation set', digest(evaluationSet)],
      ['Model digest', literal(artifact.digest)],
      ['Package', `${literal(archive.name, 120)}, ${formatBytes(archive.bytes)}`],
      ['Trained at', literal(commit.slice(0, 7))],
    ],
  );
}
