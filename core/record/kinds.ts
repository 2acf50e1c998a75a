import type {
  DeploymentRecord,
  DriftRecord,
  EvaluationRecord,
  HoldRecord,
  PromotionRecord,
  RunRecord,
  VerdictRecord,
  VersionRecord,
  WaiverRecord,
} from '../../schemas/types.ts';

/** Every kind of record, by its word. */
export interface Records {
  run: RunRecord;
  evaluation: EvaluationRecord;
  version: VersionRecord;
  promotion: PromotionRecord;
  deployment: DeploymentRecord;
  drift: DriftRecord;
  verdict: VerdictRecord;
  waiver: WaiverRecord;
  hold: HoldRecord;
}

export type RecordKind = keyof Records;
export type AnyRecord = Records[RecordKind];

/** The schema of each kind as we write it. */
export const schemaIds = {
  run: 'urn:assay:schema:run:1.0',
  evaluation: 'urn:assay:schema:evaluation:1.0',
  version: 'urn:assay:schema:version:1.0',
  promotion: 'urn:assay:schema:promotion:1.0',
  deployment: 'urn:assay:schema:deployment:1.0',
  drift: 'urn:assay:schema:drift:1.0',
  verdict: 'urn:assay:schema:verdict:1.0',
  waiver: 'urn:assay:schema:waiver:1.0',
  hold: 'urn:assay:schema:hold:1.0',
} as const satisfies { readonly [Kind in RecordKind]: Records[Kind]['schema'] };

/** The kind of a record that has been read. */
export function kindOf(record: AnyRecord): RecordKind {
  return record.schema.split(':')[3] as RecordKind;
}

/** What a record is about: its model; of a lock, the environment. */
export function subjectOf(record: AnyRecord): string {
  if ('model' in record) return record.model;
  return record.subject.kind === 'environment' ? record.subject.environment : record.subject.model;
}
