import { parse } from '@bufbuild/cel';
import { typeIn, type Mistake } from './check-types.ts';
import { isDyn, typeInWords } from './type.ts';

/** What is wrong in an expression, and where in it. */
export interface ExpressionProblem {
  /** `column 12`, or `line 2, column 3` of an expression of several lines. */
  readonly place: string;
  /** The rest of a sentence that begins with the place. */
  readonly sentence: string;
}

/** Finds what is wrong in the expression of a rule: its syntax, unknown names, and types that don't fit. */
export function checkExpression(text: string): readonly ExpressionProblem[] {
  const parsed = parsedOrNot(text);
  if ('mistake' in parsed) return [placed(parsed.mistake, text)];
  const { expr, positions } = parsed;
  const mistakes: Mistake[] = [];
  const type = typeIn(expr, mistakes);
  const result = type.kind === 'scalar' && type.name === 'bool';
  if (mistakes.length === 0 && !result && !isDyn(type)) {
    const sentence = `a rule must be true or false, and this is ${typeInWords(type)}.`;
    return [placed({ offset: 0, sentence }, text)];
  }
  return mistakes.map(({ id, sentence }) =>
    placed({ offset: positions[String(id)] ?? 0, sentence }, text),
  );
}

interface Placed {
  readonly offset: number;
  readonly sentence: string;
}

type Expression = ReturnType<typeof parse>['expr'];

function parsedOrNot(text: string):
  | { readonly mistake: Placed }
  | {
      readonly expr: Expression;
      /** Where each part of the expression stands, by its id. */
      readonly positions: Readonly<Record<string, number>>;
    } {
  if (isTooDeep(text)) return { mistake: tooDeep };
  try {
    const { expr, sourceInfo } = parse(text);
    return { expr, positions: sourceInfo?.positions ?? {} };
  } catch (error) {
    return { mistake: syntaxMistake(error, text) };
  }
}

/**
 * The parser takes seconds for some hundreds of brackets or signs one inside the other, and anybody's pull request may
 * bring them. Brackets in texts count too: what is too deep by that is no rule that a person reads.
 */
function isTooDeep(text: string): boolean {
  // Each choice stands inside the one before it.
  const choices = text.split('?').length - 1;
  if (choices > deepest || signsInARow.test(text)) return true;
  let depth = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
    if (depth > deepest) return true;
  }
  return false;
}

const deepest = 32;
const signsInARow = /(?:[!-]\s*){33}/;
const tooDeep: Placed = {
  offset: 0,
  sentence: `this is nested too deeply: at most ${deepest} brackets, signs or choices can stand one inside the other.`,
};

/** The parser says where it stopped and what stood there; its list of all that could have stood there helps nobody. */
function syntaxMistake(error: unknown, text: string): Placed {
  if (error instanceof RangeError) return tooDeep;
  const { location, found, rawMessage } = error as {
    readonly location?: { readonly start?: { readonly offset?: unknown } };
    readonly found?: unknown;
    readonly rawMessage?: unknown;
  };
  const start = location?.start?.offset;
  const offset = typeof start === 'number' ? start : 0;
  if (offset >= text.length) return { offset, sentence: 'this is not CEL: it ends too early.' };
  if (typeof found === 'string') {
    const sentence = `this is not CEL: ${JSON.stringify(found)} can't stand here.`;
    return { offset, sentence };
  }
  return {
    offset,
    sentence: `this is not CEL: ${typeof rawMessage === 'string' ? rawMessage : 'unknown reason'}.`,
  };
}

function placed({ offset, sentence }: Placed, text: string): ExpressionProblem {
  const before = text.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const place = text.trim().includes('\n')
    ? `line ${before.length}, column ${column}`
    : `column ${column}`;
  return { place, sentence };
}
