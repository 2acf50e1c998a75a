import type { DriftDistances, FeatureDrift } from '../../schemas/types.ts';
import { bounded } from '../text/bounded.ts';
import { distances } from './distances.ts';
import type { Examined } from './examined.ts';
import { windowAlarms } from './judge-window.ts';
import { recordPicture } from '../report/drift/record-picture.ts';
import { type Look, pairIn } from './look.ts';
import { type ReasonContext, reasonFor } from './reason.ts';
import { falseDiscoveryRate } from './rules.ts';
import { share } from './two-proportions.ts';

const longestName = 256;
const longestReason = 1024;
/** Where there are thousands, of the others: the first sentences say the most. */
const shortReason = 200;

/** What of a column goes into a record, beside what always does. */
export interface Extent {
  readonly history: boolean;
  readonly picture: boolean;
  readonly longReason: boolean;
}

/** A column as a record holds it; `features` is how many there are. */
export function toRecord(
  examined: Examined,
  features: number,
  context: Omit<ReasonContext, 'alpha' | 'smallestDetectable'>,
  extent: Extent,
): FeatureDrift {
  const { judged, outcome, courses, since, history } = examined;
  const { subject, comparison, missing, unseen, range } = judged.look;
  const pair = pairIn(judged.look);
  // The level that Benjamini-Hochberg asks of a feature that drifts alone.
  const alpha = falseDiscoveryRate / Math.max(1, features);
  const smallestDetectable = comparison?.smallestSignificant(alpha) ?? null;
  const alarms = windowAlarms.filter((alarm) => {
    const course = courses.get(alarm);
    return course !== undefined && (course.lasts || course.now);
  });
  return {
    feature: bounded(subject.name, longestName),
    kind: subject.reference.kind,
    outcome,
    test: subject.statistic.id,
    statistic: finite(comparison?.statistic),
    pValue: finite(comparison?.pValue),
    adjustedPValue: judged.adjustedPValue,
    size: finite(comparison?.size),
    threshold: subject.threshold,
    referenceRows: judged.look.referenceRows,
    currentRows: judged.look.currentRows,
    smallestDetectable,
    reason: bounded(
      reasonFor(examined, { ...context, alpha, smallestDetectable }),
      extent.longReason ? longestReason : shortReason,
    ),
    role: subject.role,
    alarms,
    interval: comparison?.interval() ?? null,
    ...(pair === null ? {} : { distances: rounded(distances(pair, deviationOf(examined))) }),
    ...(missing === null
      ? {}
      : { missing: { reference: share(missing.reference), current: share(missing.current) } }),
    ...(unseen === null ? {} : { unseen: share(unseen.current) }),
    ...(range === null ? {} : { outOfRange: share(range.current) }),
    ...(subject.importance === null ? {} : { importance: subject.importance }),
    since,
    ...(extent.history && history.length > 0
      ? {
          history: {
            sizes: history.map(({ size }) => digits(size)),
            outcomes: history.map(({ outcome }) => outcome),
          },
        }
      : {}),
    ...pictureField(judged.look, extent),
  };
}

function pictureField({ subject, current }: Look, extent: Extent): Pick<FeatureDrift, 'picture'> {
  if (!extent.picture || current === null) return {};
  const picture = recordPicture(subject.reference, current);
  return picture === null ? {} : { picture };
}

function deviationOf({ judged }: Examined): number | null {
  const { reference } = judged.look.subject;
  return 'moments' in reference ? reference.moments.deviation : null;
}

function rounded({ wasserstein, psi, jensenShannon }: DriftDistances): DriftDistances {
  return {
    wasserstein: digits(wasserstein),
    psi: digits(psi),
    jensenShannon: digits(jensenShannon),
  };
}

/** Six significant digits: what a record of thousands of columns has room for. */
function digits(value: number | null | undefined): number | null {
  const known = finite(value);
  return known === null ? null : Number(known.toPrecision(6));
}

function finite(value: number | null | undefined): number | null {
  return value === undefined || value === null || !Number.isFinite(value) ? null : value;
}
