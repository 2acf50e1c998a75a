import type { PersonalData, PersonalDataFinding } from '../../schemas/types.ts';

const most = 500;

/** Findings as they come, of which as many are held as a record takes. */
export interface FindingList {
  readonly add: (finding: PersonalDataFinding) => void;
  /** Those whose checksum holds first, so that they are not what does not fit. */
  readonly finish: () => Pick<PersonalData, 'findings' | 'findingsLeft'>;
}

/** An empty list. */
export function findingList(): FindingList {
  const verified: PersonalDataFinding[] = [];
  const others: PersonalDataFinding[] = [];
  let count = 0;
  return {
    add(finding) {
      count += 1;
      const list = finding.verified > 0 ? verified : others;
      if (list.length < most) list.push(finding);
    },
    finish() {
      const findings = [...verified, ...others].slice(0, most);
      return { findings, findingsLeft: count - findings.length };
    },
  };
}
