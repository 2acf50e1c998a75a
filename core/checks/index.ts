import { approval } from './approval.ts';
import { artifactIntegrity } from './artifact-integrity.ts';
import { cardFigures } from './card-figures.ts';
import type { Check } from './check.ts';
import { dataLineage } from './data-lineage.ts';
import { dataQuality } from './data-quality.ts';
import { evaluationSet } from './evaluation-set.ts';
import { fairness } from './fairness.ts';
import { finiteNumbers } from './finite-numbers.ts';
import { gateChanges } from './gate-changes.ts';
import { license } from './license.ts';
import { metricGate } from './metric-gate.ts';
import { mlBom } from './ml-bom.ts';
import { modelCard } from './model-card.ts';
import { monitoring } from './monitoring.ts';
import { personalData } from './personal-data.ts';
import { provenance } from './provenance.ts';
import { records } from './records.ts';
import { reproducibility } from './reproducibility.ts';
import { riskTier } from './risk-tier.ts';
import { rollbackTarget } from './rollback-target.ts';
import { signature } from './signature.ts';
import { sliceFloor } from './slice-floor.ts';
import { splitLeakage } from './split-leakage.ts';
import { unsafeFormat } from './unsafe-format.ts';

/** All checks, in the order in which they are shown: first what makes the rest worth reading, last what people decide. */
export const checks = [
  records,
  provenance,
  signature,
  artifactIntegrity,
  unsafeFormat,
  evaluationSet,
  finiteNumbers,
  metricGate,
  sliceFloor,
  fairness,
  dataLineage,
  splitLeakage,
  dataQuality,
  personalData,
  modelCard,
  cardFigures,
  license,
  mlBom,
  reproducibility,
  monitoring,
  riskTier,
  gateChanges,
  rollbackTarget,
  approval,
] as const satisfies readonly Check[];

/** The check of this id, or null. */
export function findCheck(id: string): Check | null {
  return checks.find((check) => check.id === id) ?? null;
}
