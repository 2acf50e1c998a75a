import type { DriftRecord, Window } from '../../schemas/types.ts';
import { driftedStretch } from '../drift/drifted-stretch.ts';
import type { WaitReason } from '../retrain/decide.ts';
import { formatCount } from './number.ts';

/** Why a model is not retrained, or a retraining not closed, and until when: a sentence as plain text. */
export function waitSentence(model: string, reason: WaitReason): string {
  const overrule = `/assay retrain ${model} opens it at once.`;
  switch (reason.kind) {
    case 'paused':
      return `Retraining of ${model} is paused.`;
    case 'not-persistent':
      return `The data of ${model} drift, and do not yet for long enough: in ${reason.seen} of ${reason.needed} windows in a row. ${overrule}`;
    case 'not-lasting':
      return `The data of ${model} drift, and their monitor says not yet that it lasts: something must drift in ${reason.drifted} of the newest ${reason.of} windows (monitor.persistence). ${overrule}`;
    case 'cooldown':
      return `The data of ${model} drift; #${reason.since} was opened or closed so short a time ago that no other retraining is opened until ${moment(reason.until)} (retrain.cooldown). ${overrule}`;
    case 'monthly':
      return `The data of ${model} drift; ${formatCount(reason.opened, 'retraining')} of it were opened within 30 days, so no other is until ${moment(reason.until)} (retrain.monthly). ${overrule}`;
    case 'silenced':
      return `The data of ${model} drift as they did when #${reason.by} was closed without a merge: no other retraining is opened until that is ${Number((reason.worseBy * 100).toPrecision(3))}% worse, or something else drifts (retrain.worse_by). ${overrule}`;
    case 'clearing':
      return `The drift of ${model} seems to clear: ${reason.seen} of ${reason.needed} windows in a row show no more of it.`;
    default:
      return reason satisfies never;
  }
}

/** That it is not said of so many other models why they are not retrained: a sentence as plain text. */
export function moreWaits(models: number): string {
  return `Not looked at for this answer: ${formatCount(models, 'more model')}. /assay status <model> says whether one of them waits for a retraining.`;
}

/** That a window is not trained on, since drift of later data is on record: a sentence as plain text. */
export function olderWindow(model: string, asked: Window, record: DriftRecord): string {
  const known = driftedStretch(record)?.end ?? '';
  return `${model} is not retrained on the window that was asked for, which ends at ${asked.end}: drift up to ${known} is on record. Ask for a window that ends no sooner; /assay retrain ${model} takes the one on record.`;
}

function moment(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
