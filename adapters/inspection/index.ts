import { AssayError } from '../../core/errors.ts';
import type { Inspection } from '../../schemas/types.ts';
import { areTurnedOff } from './turned-off.ts';
import { data } from './data.ts';
import { documents } from './documents.ts';
import type { Inspector, Subject } from './inspector.ts';
import { modelFiles } from './model-files.ts';
import { personalData } from './personal-data.ts';
import { splits } from './splits.ts';

/** All inspectors, in the order in which they run. */
const inspectors: readonly Inspector[] = [modelFiles, documents, data, splits, personalData];

/** Inspects a model's workspace. A section that fails is named with its reason and does not keep the others from being made; one whose checks are turned off is left out. */
export async function inspect(subject: Subject): Promise<Inspection> {
  const inspection: Inspection = { failures: [] };
  for (const inspector of inspectors) {
    const { section, checks } = inspector;
    if (checks !== undefined && areTurnedOff(subject.config, checks)) continue;
    try {
      Object.assign(inspection, { [section]: await inspector.inspect(subject) });
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      inspection.failures.push({ section, reason: error.message.slice(0, 1024) });
    }
  }
  return inspection;
}
