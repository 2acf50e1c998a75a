import type { DriftThresholds, FeatureDrift, MonitorConfig } from '../../schemas/types.ts';
import type { ColumnProfile, ReferenceProfile } from '../profile/profile.ts';
import { sharesOf } from './importance.ts';
import { selectFeatures } from './select-features.ts';
import type { DriftStatistic } from './statistic.ts';
import { statisticFor } from './statistics.ts';
import { sizeThreshold } from './thresholds.ts';
import { uncomparedColumns } from './uncompared-columns.ts';

/** One column of the reference, and what it is compared by. */
export interface Subject {
  readonly name: string;
  readonly role: NonNullable<FeatureDrift['role']>;
  readonly reference: ColumnProfile;
  readonly statistic: DriftStatistic;
  /** What a size must reach to be large. */
  readonly threshold: number;
  /** Whether the reference's own unrest says it, and not the configuration. */
  readonly isCalibrated: boolean;
  /** The share that the model goes by it; null where that is not known of any. */
  readonly importance: number | null;
}

/** What says which columns are compared, and what for. */
export interface SubjectOptions {
  readonly time: string | null;
  readonly features: MonitorConfig['features'];
  readonly importance: ReadonlyMap<string, number> | null;
  readonly prediction: string | null;
  /** The other columns of what the model answers: probabilities, ends of an interval, quantiles. */
  readonly answers?: readonly string[];
  readonly label: string | null;
  /** What names, groups or weighs a row, which is no feature unless it is listed as one. */
  readonly apart?: readonly string[];
  readonly thresholds: DriftThresholds | undefined;
}

/**
 * The columns that are compared: the features, and what the model answers and the label where the reference holds them.
 * Throws the InputError `no-column` for a listed feature that the reference lacks.
 */
export function subjectsOf(
  reference: ReferenceProfile,
  options: SubjectOptions,
): readonly Subject[] {
  const { time, features, importance, prediction, answers = [], label, apart = [] } = options;
  const { columns } = reference.profile;
  const also = [prediction, ...answers, label];
  const uncompared = uncomparedColumns(reference, options);
  const names = selectFeatures(columns, features, { apart: [time, ...apart], also, uncompared });
  const share = sharesOf(importance, names);
  return names.flatMap((name) => {
    const column = columns.get(name);
    if (column === undefined) return [];
    const statistic = statisticFor(column.kind);
    return {
      name,
      role: roleOf(name, options),
      reference: column,
      statistic,
      ...sizeThreshold(statistic, options.thresholds, reference.calibration.get(name)),
      importance: share(name),
    };
  });
}

function roleOf(
  name: string,
  { prediction, answers = [], label }: SubjectOptions,
): Subject['role'] {
  if (name === prediction || answers.includes(name)) return 'prediction';
  return name === label ? 'label' : 'feature';
}
