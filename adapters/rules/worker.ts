/** The thread in which rules are evaluated: it is told the values, then one rule after the other, and answers each. */
import { parentPort } from 'node:worker_threads';
import { evaluateRule } from '../../core/rules/evaluate.ts';
import type { RuleValues } from '../../core/rules/type.ts';
import type { Question } from './question.ts';

let variables: RuleValues = {};

function answer(question: Question): unknown {
  if (question.kind === 'rule') return evaluateRule(question.when, variables);
  ({ variables } = question);
  return 'ready';
}

parentPort?.on('message', (question: Question) => {
  parentPort?.postMessage(answer(question), []);
});
