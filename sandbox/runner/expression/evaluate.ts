import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { InputError } from '../../../core/errors.ts';
import type { ExpressionFunction } from './functions.ts';
import { toData } from './data.ts';

/** What an expression can see. */
export interface Scope {
  /** `github`, `env`, `steps` and so on, as plain values. */
  readonly contexts: Readonly<Record<string, unknown>>;
  readonly functions: readonly ExpressionFunction[];
}

type Tokens = ReturnType<Lexer['lex']>['tokens'];

/** Every context that GitHub knows; those that a scope does not hold are empty. */
const CONTEXT_NAMES = [
  'github',
  'env',
  'vars',
  'job',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
] as const;

const STATUS_FUNCTIONS = new Set(['success', 'failure', 'always', 'cancelled']);

/** The lexer unescapes only the first `''` of a string; here all are. */
function lex(expression: string): Tokens {
  return new Lexer(expression)
    .lex()
    .tokens.map((token) =>
      token.lexeme.startsWith("'")
        ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") }
        : token,
    );
}

/** Evaluates one expression, given without `${{ }}`. Throws an `InputError` that quotes it. */
export function evaluate(expression: string, scope: Scope): data.ExpressionData {
  try {
    const functions = new Map(scope.functions.map((item) => [item.name.toLowerCase(), item]));
    const tree = new Parser(lex(expression), [...CONTEXT_NAMES], [...functions.values()]).parse();
    const contexts = new data.Dictionary(
      ...CONTEXT_NAMES.map((name) => ({ key: name, value: toData(scope.contexts[name] ?? {}) })),
    );
    return new Evaluator(tree, contexts, functions).evaluate();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(
      'expression',
      `The expression \`${expression.trim()}\` can't be evaluated: ${reason}.`,
      { cause: error },
    );
  }
}

/** Whether a condition itself asks for the status; otherwise GitHub puts `success() &&` before it. */
export function asksForStatus(expression: string): boolean {
  const lexemes = lex(expression).map((token) => token.lexeme.toLowerCase());
  return lexemes.some((word, at) => STATUS_FUNCTIONS.has(word) && lexemes[at + 1] === '(');
}
