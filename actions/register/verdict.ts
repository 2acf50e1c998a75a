import * as core from '@actions/core';
import type { EvidenceSource } from '../../adapters/evidence/source.ts';
import { gatherVerdicts } from '../../adapters/evidence/verdicts.ts';
import { AssayError } from '../../core/errors.ts';
import {
  type NamedVerdict,
  type TiedVersion,
  verdictOfVersion,
} from '../../core/version/verdict.ts';

/**
 * The verdict of the pull request that brought a new version, as far as it is on record now: the app may record the
 * merge later. Null, and a line in the log that says why, where there is none or it can't be read.
 */
export async function verdictFor(
  source: EvidenceSource,
  version: TiedVersion,
): Promise<NamedVerdict | null> {
  try {
    const ledger = await source.ledger();
    const found = await gatherVerdicts(source, ledger?.entries ?? [], version);
    const verdict = verdictOfVersion(found.verdicts);
    if (verdict !== null) return verdict;
    core.info(
      `No verdict of a merged pull request is on record for this model, so the version names none: ${ledger === null ? 'there is no ledger yet' : 'the app may record the merge later, or the commit came without a pull request'}.`,
    );
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    core.warning(`The version names no verdict, because the ledger was not read. ${error.message}`);
  }
  return null;
}
