import type { VersionRecord } from '../../schemas/types.ts';
import { fit } from './fit.ts';
import { digest, link } from './link.ts';
import { literal, oneLine } from './literal.ts';
import { formatBytes, formatNumber } from './number.ts';
import { type StateChange, stateChanges } from './state-change.ts';
import { firstRows, table } from './table.ts';

/** What a promotion pull request is made of. */
export interface PromotionText {
  readonly model: string;
  readonly environment: string;
  readonly version: VersionRecord;
  /** The version there now, without `v`; null when there is none. */
  readonly from: string | null;
  readonly changes: readonly StateChange[];
  /** The login of the person who asked. */
  readonly requestedBy: string;
  /** The comment that asked. */
  readonly commentUrl: string;
}

/** The title of a promotion pull request. Plain text. */
export function promotionTitle(
  text: Pick<PromotionText, 'model' | 'environment' | 'version'>,
): string {
  const { model, environment, version } = text;
  return `Promote ${oneLine(model, 64)} v${version.version} to ${oneLine(environment, 64)}`;
}

/** The body: what goes where, what is in it, and what merging does. */
export function renderPromotionBody(text: PromotionText): string {
  const { environment, version, from, changes, requestedBy, commentUrl } = text;
  const place = literal(environment, 64);
  const instead =
    from === null ? 'where no version is yet' : `in place of ${literal(`v${from}`, 40)}`;
  return fit(
    [
      `Puts ${link(literal(version.tag, 120), version.package.uri)} into ${place}, ${instead}. Asked for by ${literal(requestedBy, 64)} in ${link('a comment', commentUrl)}.`,
    ],
    [
      { essential: true, lines: ['**What this changes**', '', ...stateChanges(changes)] },
      { essential: true, lines: ['**The version**', '', ...about(version)] },
      {
        essential: true,
        lines: [
          '**What happens next**',
          '',
          `The check \`assay\` confirms that the package is the one that was registered, and the model in it the one that was evaluated. Merging changes the desired state of ${place}; what applies it is your deployment tool, and the deployment is recorded on GitHub. Close this pull request to leave ${place} as it is.`,
        ],
      },
    ],
    [],
  );
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
