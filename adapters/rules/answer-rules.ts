import { isRemoved } from '../../core/judge/removed.ts';
import type { CandidateFacts } from '../../core/judge/facts.ts';
import { rulesOf } from '../../core/policy/rules.ts';
import type { RuleAnswer } from '../../core/rules/answer.ts';
import { ruleVariables } from '../../core/rules/gather.ts';
import type { RuleValues } from '../../core/rules/type.ts';
import type { Question } from './question.ts';
import { startThread, type Thread } from './thread.ts';

/** How long evaluating may take. */
export interface RuleLimits {
  readonly ruleMs: number;
  /** Until the thread has started and read the values of a model. */
  readonly startMs: number;
  /** All rules of all models together. */
  readonly allMs: number;
}

const usualLimits: RuleLimits = { ruleMs: 250, startMs: 10_000, allMs: 20_000 };

/**
 * The facts with the answers to their rules. A rule of the configuration that a pull request brings is anybody's: it is
 * evaluated in a thread with limits of time and memory. Where it goes over them it is open, and the next one gets a new
 * thread.
 */
export async function answerRules(
  all: readonly CandidateFacts[],
  limits: RuleLimits = usualLimits,
): Promise<readonly CandidateFacts[]> {
  const evaluator = createEvaluator(limits);
  const answered: CandidateFacts[] = [];
  try {
    for (const facts of all) {
      const ruleAnswers = new Map<string, RuleAnswer>();
      const rules = isAwaited(facts) || isRemoved(facts) ? [] : rulesOf(facts.config);
      const variables = rules.length === 0 ? {} : ruleVariables(facts);
      for (const { check, rule } of rules) {
        ruleAnswers.set(check, await evaluator.answer(rule.when, variables));
      }
      answered.push({ ...facts, ruleAnswers });
    }
    return answered;
  } finally {
    await evaluator.end();
  }
}

/** While its records may still come, nothing is said of a candidate. */
function isAwaited({ workflow, run, evaluation }: CandidateFacts): boolean {
  return workflow.kind === 'waiting' && (run === null || evaluation === null);
}

interface Evaluator {
  answer(when: string, variables: RuleValues): Promise<RuleAnswer>;
  end(): Promise<void>;
}

/** Keeps one thread, and what it was told, for as long as it answers. */
function createEvaluator({ ruleMs, startMs, allMs }: RuleLimits): Evaluator {
  const until = performance.now() + allMs;
  let thread: Thread | null = null;
  let told: RuleValues | null = null;
  const ask = async (question: Question, limitMs: number): Promise<unknown> => {
    thread ??= startThread();
    const answer = await thread.ask(question, limitMs);
    if (answer === null) [thread, told] = [null, null];
    return answer;
  };
  return {
    async answer(when, variables) {
      if (performance.now() > until) return open(noTimeLeft);
      if (told !== variables) {
        const ready = await ask({ kind: 'values', variables }, startMs);
        if (ready === null) return open(notBegun);
        told = variables;
      }
      const answer = await ask({ kind: 'rule', when }, ruleMs);
      return answer === null ? open(tooMuch(ruleMs)) : (answer as RuleAnswer);
    },
    async end() {
      await thread?.end();
    },
  };
}

const noTimeLeft = 'the time for all rules together is used up: make the others simpler';
const notBegun =
  'its evaluation could not begin: the records are too large, or the machine is too busy';

function tooMuch(limitMs: number): string {
  return `evaluating it takes more than ${limitMs} ms, or too much memory: make it simpler`;
}

function open(reason: string): RuleAnswer {
  return { kind: 'open', reason };
}
