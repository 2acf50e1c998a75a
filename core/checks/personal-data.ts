import type { PersonalData, PersonalDataFinding, Place } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { formatCount, formatWhole } from '../report/number.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';
import { inspectedSection } from './inspected.ts';
import { named } from './named.ts';

/** One in ten numbers has a right check digit by chance: a column of order numbers must not be taken for one of cards. */
const fewestVerifiedShare = 0.5;

const words: Readonly<Record<PersonalDataFinding['kind'], readonly [one: string, many: string]>> = {
  card: ['card number', 'card numbers'],
  iban: ['account number (IBAN)', 'account numbers (IBAN)'],
  email: ['e-mail address', 'e-mail addresses'],
  'ip-address': ['public IP address', 'public IP addresses'],
  'social-security': ['US social security number', 'US social security numbers'],
};

/** No patterns of personal data lie in the data, nor in the texts beside the model. */
export const personalData: Check = {
  id: 'personal-data',
  title: 'Data and texts show no personal data',
  trouble: 'the data or texts hold card or account numbers',
  caution: 'the data or texts hold what looks like personal data',
  help: 'Take the column or the line out, or replace the values by keys that lead to nobody. What is in git stays in its history: change keys and numbers that were there. Where the data must hold them, set gate.checks.personal-data to warn on the base branch.',
  outcomes: {
    pass: 'No pattern of personal data is in the rows and texts that were looked at: 10,000 rows of each file, and each hundredth behind them.',
    warn: 'There are e-mail addresses, public IP addresses, US social security numbers, or numbers of which few have a right checksum. Addresses and numbers that are kept for examples, tests and private networks do not count.',
    fail: 'There are card numbers (Luhn) or account numbers (IBAN, mod 97) whose checksum holds, for at least half of a column or line.',
    inconclusive:
      'Data or texts could not be read, or the record does not tell that each set which the base branch declares was looked at.',
  },
  inputs: ['configuration: data', 'evaluation record: inspection.personalData'],
  levels: { minimal: 'off', limited: 'warn', high: 'fail' },
  softenable: true,
  judge: judgePersonalData,
};

function judgePersonalData(facts: CandidateFacts): Finding {
  const section = inspectedSection(facts, 'personalData');
  if (!section.ok) return section.reason;
  const { findings, findingsLeft, unread, rows, lookedAt } = section.value;
  const missed = unseenSets(facts, section.value);
  const sure = findings.filter(isSure);
  const all = [...sure, ...findings.filter((finding) => !isSure(finding))];
  const evidence = [
    ...all.map(described),
    ...(findingsLeft > 0 ? [`${findingsLeft} more places`] : []),
    ...unread.map(({ path, reason }) => `${path}: ${reason}`),
    ...missed,
  ];
  const places = all.flatMap(placeOf);
  if (sure.length > 0) return { ...fail(found(sure.map(described), 0), evidence), places };
  const gaps = [
    ...unread.map(({ path, reason }) => `${path}: ${reason.replace(/\.$/, '')}`),
    ...missed,
  ];
  if (gaps.length > 0) return { ...inconclusive(named(gaps), evidence), places };
  if (lookedAt > rows) {
    return {
      ...inconclusive('The record counts more rows looked at than there are.', evidence),
      places,
    };
  }
  if (all.length + findingsLeft > 0) {
    return { ...warn(found(all.map(described), findingsLeft), evidence), places };
  }
  return pass(`There is no pattern of personal data in ${looked(section.value)}.`);
}

/** What the base branch declares, and nobody looked at. */
function unseenSets(
  { config }: CandidateFacts,
  { sets, lookedAt, texts }: PersonalData,
): readonly string[] {
  const declared = Object.entries(config.data ?? {});
  if (declared.length === 0) {
    return lookedAt + texts > 0 ? [] : ['There was nothing to look at: name the files under data'];
  }
  if (sets === undefined) {
    return [
      'The record does not tell which data sets were looked at: use the action evaluate of this version of Assay, and run the workflow again',
    ];
  }
  return declared.flatMap(([name, { path }]) => {
    const set = sets.find((each) => each.name === name && each.path === path);
    if (set === undefined) return [`The record does not tell of data.${name}, at ${path}`];
    return set.rows === 0 ? [`No row of data.${name}, at ${path}, was looked at`] : [];
  });
}

function isSure({ matches, verified }: PersonalDataFinding): boolean {
  return verified > 0 && verified >= fewestVerifiedShare * matches;
}

function found(places: readonly string[], left: number): string {
  const more = left > 0 ? [`${left} places that are not listed`] : [];
  return `Found ${named([...places, ...more])}`;
}

function described(finding: PersonalDataFinding): string {
  const { path, column, line } = finding;
  const where = column === undefined ? `line ${line ?? 1}` : `column ${column}`;
  return `${counted(finding)} in ${path}, ${where}`;
}

function counted({ kind, matches }: PersonalDataFinding): string {
  const [one, many] = words[kind];
  return `${formatWhole(matches)} ${matches === 1 ? one : many}`;
}

/** A line of a text; a column has no line. */
function placeOf(finding: PersonalDataFinding): readonly Place[] {
  const { path, line } = finding;
  if (line === undefined) return [];
  return [{ path, line, message: `This line has ${counted(finding)}.` }];
}

function looked({ rows, lookedAt, texts }: PersonalData): string {
  const share = lookedAt === rows ? '' : ` of ${formatCount(rows, 'row')}`;
  return `${formatCount(lookedAt, 'row')}${share} and ${formatCount(texts, 'text file')}`;
}
