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

function moment(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
