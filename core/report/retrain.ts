import type { DriftRecord } from '../../schemas/types.ts';
import { driftSentence } from './drift-summary.ts';
import { driftLegend, driftTable } from './drift-table.ts';
import { fit } from './fit.ts';
import { link } from './link.ts';
import { literal, oneLine } from './literal.ts';
import { type StateChange, stateChanges } from './state-change.ts';

/** What a retraining pull request is made of. */
export interface RetrainText {
  readonly model: string;
  /** What reported the drift; null when it was a person or an external monitor. */
  readonly drift: DriftRecord | null;
  /** The login of the person or service that asked; null for a drift record. */
  readonly requestedBy: string | null;
  readonly changes: readonly StateChange[];
  /** The champion's version, without `v`; null when none is registered. */
  readonly champion: string | null;
  /** The workflow run that found the drift; null when the report came from elsewhere. */
  readonly runUrl: string | null;
}

/** The title of the one retraining pull request of a model. Plain text; it does not change with later reports. */
export function retrainTitle(model: string): string {
  return `Retrain ${oneLine(model, 64)} on newer data`;
}

/** The body: why, what changes, and how it goes on. */
export function renderRetrainBody(text: RetrainText): string {
  const { model, drift, changes, champion } = text;
  const name = literal(model, 64);
  return fit(
    [reason(name, text)],
    [
      { essential: true, lines: ['**What this changes**', '', ...stateChanges(changes)] },
      ...(drift === null
        ? []
        : [
            {
              essential: true,
              lines: ['**What drifted**', '', ...driftTable(drift.features, 30)],
            },
            { essential: false, lines: [`<sub>${driftLegend}</sub>`] },
          ]),
      { essential: true, lines: ['**What happens next**', '', ...steps(name, champion)] },
    ],
    [],
  );
}

function reason(name: string, { drift, requestedBy, runUrl }: RetrainText): string {
  const asked = requestedBy === null ? '' : ` Asked for by ${literal(requestedBy, 64)}.`;
  if (drift === null) return `The data of ${name} is reported to have drifted.${asked}`;
  const found = runUrl === null ? '' : ` Found by the ${link('workflow run', runUrl)}.`;
  return `The data of ${name} has drifted from what it was trained on. ${driftSentence(drift)}${found}${asked}`;
}

function steps(name: string, champion: string | null): readonly string[] {
  const against =
    champion === null
      ? 'no version is registered yet, so the values stand alone'
      : `compared with the champion ${literal(`v${champion}`, 40)}`;
  return [
    `1. The workflow trains ${name} on the new window and evaluates it; the comment below shows the verdict, ${against}.`,
    '2. A later drift report updates this pull request and opens no other, as long as nobody else has pushed to its branch.',
    '3. Merge it when the check `assay` passes: the workflow on the default branch registers the new version. Close it to leave the model as it is.',
  ];
}
