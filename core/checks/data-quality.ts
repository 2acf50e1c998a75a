import type { DataConfig, DataInspection, DataSetProfile } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { formatCount } from '../report/number.ts';
import type { Check, CheckContext, Finding } from './check.ts';
import { compareSets } from './data-quality/compare-sets.ts';
import { judgeSet, type SetFindings } from './data-quality/judge-set.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';
import { inspectedSection } from './inspected.ts';
import { named } from './named.ts';

/** The data are as they should be by themselves, and as the baseline's were. */
export const dataQuality: Check = {
  id: 'data-quality',
  title: 'The data are whole, and like those of the baseline',
  trouble: 'the data are broken, or of another form than the baseline had',
  caution: 'the data differ from the baseline, or hold columns or rows that tell nothing',
  help: 'Look at the columns that are named: mend what writes them, or take them out. Where data are meant to be so, set gate.checks.data-quality to warn on the base branch for the pull request that changes them.',
  outcomes: {
    pass: 'No column is empty, each row has its label, and types, missing values, ranges and classes are like the baseline.',
    warn: 'A column of a training set has one value, a column mixes numbers and texts, or more than 1% of the rows are there twice. Against the baseline: half of the rows are gone, a column misses 5 points more of its values or has numbers more than a width out of the range, or a class has 10 points more or less of the rows.',
    fail: 'A set has no rows, a row has no label, an id is there twice, a column is empty, or it is gone or of another type than in the baseline.',
    inconclusive:
      'No data set is declared, or one could not be read, or the record does not tell of one as the base branch declares it: its path, label and id.',
  },
  inputs: [
    'configuration: data',
    'evaluation record: inspection.data',
    'evaluation record of the baseline: inspection.data',
  ],
  levels: { minimal: 'off', limited: 'warn', high: 'fail' },
  softenable: true,
  judge: judgeQuality,
};

function judgeQuality(facts: CandidateFacts, { baseline }: CheckContext): Finding {
  const section = inspectedSection(facts, 'data');
  if (!section.ok) return section.reason;
  const before = baseline?.evaluation.inspection?.data ?? null;
  const { sets } = section.value;
  const found = sets.map((set) => findingsOf(set, declaredOf(facts, set.name), before));
  const broken = found.flatMap(({ failures }) => failures);
  const odd = found.flatMap(({ warnings }) => warnings);
  const gaps = gapsOf(facts, section.value);
  const evidence = [...broken, ...odd, ...gaps, ...sets.map(described)];
  if (broken.length > 0) return fail(named(broken), evidence);
  if (gaps.length > 0) return inconclusive(named(gaps), evidence);
  if (odd.length > 0) return warn(named(odd), evidence);
  const beside = sets.some(({ name }) => setOf(before, name) !== null)
    ? 'and like those of the baseline'
    : 'with no baseline to compare them with';
  return pass(`The data are whole, ${beside}: ${named(sets.map(described))}`, evidence);
}

function findingsOf(
  set: DataSetProfile,
  config: Partial<DataConfig>,
  before: DataInspection | null,
): SetFindings {
  const alone = judgeSet(set, config.role);
  const earlier = setOf(before, set.name);
  if (earlier === null) return alone;
  const compared = compareSets(earlier, set, config);
  return {
    failures: [...alone.failures, ...compared.failures],
    warnings: [...alone.warnings, ...compared.warnings],
  };
}

/** What the base branch says of a set; nothing where it does not declare it. */
function declaredOf({ config: { data = {} } }: CandidateFacts, name: string): Partial<DataConfig> {
  return (Object.hasOwn(data, name) ? data[name] : undefined) ?? {};
}

function setOf(data: DataInspection | null, name: string): DataSetProfile | null {
  return data?.sets.find((set) => set.name === name) ?? null;
}

function gapsOf({ config }: CandidateFacts, { sets, unread }: DataInspection): readonly string[] {
  const declared = Object.entries(config.data ?? {});
  return [
    ...(declared.length === 0 ? ['No data set is declared: name the files under data'] : []),
    ...declared.flatMap(([name, config]) => {
      const set = sets.find((each) => each.name === name && each.path === config.path);
      if (set === undefined) return [`The record does not tell of data.${name}, at ${config.path}`];
      return set.rows === 0 ? [] : untoldColumns(set, config);
    }),
    ...sets.flatMap(unlikely),
    ...unread.map(({ path, reason }) => `${path}: ${reason.replace(/\.$/, '')}`),
  ];
}

/** What no inspection counts: a set with rows and without columns, or a column with more values than there are rows. */
function unlikely({ name, rows, columns, columnsLeft }: DataSetProfile): readonly string[] {
  if (rows > 0 && columns.length + columnsLeft === 0) {
    return [`The record tells of no column of data.${name}`];
  }
  return columns
    .filter(({ missing, numbers, texts, booleans }) =>
      [missing, numbers, texts, booleans].some((count) => count > rows),
    )
    .map((column) => `The record counts more values of ${column.name} than data.${name} has rows`);
}

/** Columns that the base branch names, and the record does not tell of. */
function untoldColumns(set: DataSetProfile, { label, id }: DataConfig): readonly string[] {
  const isCounted = set.id === id && set.duplicateIds !== undefined;
  return [
    ...(label === undefined || set.label?.column === label
      ? []
      : [`The record does not tell of the label ${label} of data.${set.name}`]),
    ...(id === undefined || isCounted
      ? []
      : [`The record does not tell of the id ${id} of data.${set.name}`]),
  ];
}

function described({ name, rows, columns, columnsLeft }: DataSetProfile): string {
  return `${name} has ${formatCount(rows, 'row')} and ${formatCount(columns.length + columnsLeft, 'column')}`;
}
