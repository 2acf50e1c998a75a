import type { parse } from '@bufbuild/cel';
import { suggestion } from '../text/nearest.ts';
import { findFunction, namedFunctions, resultOf } from './functions.ts';
import { fits, isDyn, scalar, type Type, typeInWords } from './type.ts';
import { variables } from './variables.ts';

/** A part of an expression that is wrong, by its id, and why. */
export interface Mistake {
  readonly id: bigint;
  readonly sentence: string;
}

type Expression = ReturnType<typeof parse>['expr'];
type Kind = Expression['exprKind'];
type Call = Extract<Kind, { case: 'callExpr' }>['value'];
type Select = Extract<Kind, { case: 'selectExpr' }>['value'];
type Comprehension = Extract<Kind, { case: 'comprehensionExpr' }>['value'];
type Constant = Extract<Kind, { case: 'constExpr' }>['value'];

/** What is collected on the way, and the names that hold only here, such as `x` in `list.all(x, x > 0)`. */
interface Place {
  readonly mistakes: Mistake[];
  readonly locals: ReadonlyMap<string, Type>;
}

const dyn = scalar('dyn');
const bool = scalar('bool');
const text = scalar('string');

/**
 * The type of an expression; what is wrong in it is added to the mistakes. After a mistake a part counts as `dyn`, so that
 * one mistake is told once. Goes down as deep as the parser did.
 */
export function typeIn(expression: Expression, mistakes: Mistake[]): Type {
  return typeOf(expression, { mistakes, locals: new Map() });
}

function typeOf({ id, exprKind: kind }: Expression, place: Place): Type {
  switch (kind.case) {
    case 'constExpr':
      return constantType(id, kind.value, place);
    case 'identExpr':
      return nameType(id, kind.value.name, place);
    case 'selectExpr':
      return selectType(id, kind.value, place);
    case 'callExpr':
      return callType(id, kind.value, place);
    case 'comprehensionExpr':
      return comprehensionType(id, kind.value, place);
    case 'listExpr': {
      const [first = dyn, ...others] = kind.value.elements.map((each) => typeOf(each, place));
      return { kind: 'list', element: others.every((each) => fits(each, first)) ? first : dyn };
    }
    case 'structExpr':
      return mistake(id, "maps and messages can't be written in a rule.", place);
    case undefined:
      return mistake(id, 'something is missing here.', place);
    default:
      return kind satisfies never;
  }
}

const constants: Readonly<Record<string, Type>> = {
  boolValue: bool,
  doubleValue: scalar('double'),
  int64Value: scalar('int'),
  nullValue: scalar('null'),
  stringValue: text,
};

function constantType(id: bigint, { constantKind: kind }: Constant, place: Place): Type {
  const type = constants[kind.case ?? ''];
  if (type === undefined) {
    return mistake(id, 'only numbers, texts, true and false can stand in a rule.', place);
  }
  return typeof kind.value === 'number' && !Number.isFinite(kind.value)
    ? mistake(id, 'this number is too large.', place)
    : type;
}

function nameType(id: bigint, name: string, place: Place): Type {
  const local = place.locals.get(name);
  if (local !== undefined) return local;
  const known = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (known !== undefined) return known.type;
  const names = Object.keys(variables);
  const sentence = `there is no variable ${quoted(name)}${suggestion(name, names)} Variables: ${names.join(', ')}.`;
  return mistake(id, sentence, place);
}

function selectType(id: bigint, { operand, field, testOnly }: Select, place: Place): Type {
  if (operand === undefined) return mistake(id, 'something is missing here.', place);
  const type = typeOf(operand, place);
  const found = fieldType(id, type, field, place);
  return testOnly ? bool : found;
}

function fieldType(id: bigint, type: Type, name: string, place: Place): Type {
  if (isDyn(type)) return dyn;
  if (type.kind === 'map') return type.value;
  if (type.kind !== 'group') {
    return mistake(id, `a ${typeInWords(type)} has no field ${quoted(name)}.`, place);
  }
  const found = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
  if (found !== undefined) return found.type;
  const names = Object.keys(type.fields);
  const sentence = `there is no field ${quoted(name)}${suggestion(name, names)} Fields: ${names.join(', ')}.`;
  return mistake(id, sentence, place);
}

function callType(id: bigint, call: Call, place: Place): Type {
  const { function: name, target, args } = call;
  if (name === '_[_]') return indexType(id, args, place);
  if (name === 'has') {
    return mistake(id, 'has asks for a field, such as has(baseline.commit).', place);
  }
  const given = [...(target === undefined ? [] : [target]), ...args];
  const found = findFunction(name, target === undefined ? 'function' : 'method');
  const types = given.map((each) => typeOf(each, place));
  if (name === '_?_:_') return choiceType(id, types, place);
  if (found === null) {
    const sentence = `there is no function ${quoted(name)} of this form. Functions: ${namedFunctions.join(', ')}, has(x.y), and all, exists, exists_one, filter and map of a list or map.`;
    return mistake(id, sentence, place);
  }
  const [left, right] = types;
  const isEquality = name === '_==_' || name === '_!=_';
  if (isEquality && left !== undefined && right !== undefined && !comparable(left, right)) {
    const sentence = `${typeInWords(left)} and ${typeInWords(right)} are never equal.`;
    return mistake(id, sentence, place);
  }
  const result = resultOf(found, types);
  if (result !== null) return result;
  const words = types.map(typeInWords).join(' and ');
  const sentence = `${found.written} does not take ${words === '' ? 'nothing' : words}.${mixed(types)}`;
  return mistake(id, sentence, place);
}

/** The mistake that is made most: CEL does not calculate with an `int` and a `double` together. */
function mixed(types: readonly Type[]): string {
  const names = types.map(typeInWords);
  return names.includes('int') && names.includes('double')
    ? ' Numbers of records are doubles: write 2.0 for 2, and double(x) for the int x.'
    : '';
}

function isNumber(type: Type): boolean {
  return type.kind === 'scalar' && (type.name === 'int' || type.name === 'double');
}

function comparable(left: Type, right: Type): boolean {
  return fits(left, right) || fits(right, left) || (isNumber(left) && isNumber(right));
}

function choiceType(id: bigint, types: readonly Type[], place: Place): Type {
  const [condition = dyn, yes = dyn, no = dyn] = types;
  if (!fits(condition, bool)) {
    return mistake(
      id,
      `what stands before ? must be true or false, and is ${typeInWords(condition)}.`,
      place,
    );
  }
  return fits(yes, no) && !isDyn(no) ? yes : dyn;
}

function indexType(id: bigint, args: readonly Expression[], place: Place): Type {
  const [of = dyn, key = dyn] = args.map((each) => typeOf(each, place));
  if (isDyn(of)) return dyn;
  const wanted = of.kind === 'list' ? scalar('int') : text;
  if (of.kind === 'scalar' || !fits(key, wanted)) {
    return mistake(id, `${typeInWords(of)} has nothing at a ${typeInWords(key)}.`, place);
  }
  if (of.kind === 'list') return of.element;
  if (of.kind === 'map') return of.value;
  const constant = args[1]?.exprKind;
  const isConstant = constant?.case === 'constExpr';
  const value = isConstant ? constant.value.constantKind.value : null;
  return typeof value === 'string' ? fieldType(id, of, value, place) : dyn;
}

/** The macros `all`, `exists`, `exists_one`, `filter` and `map`, as the parser writes them out. */
function comprehensionType(
  id: bigint,
  { iterVar, iterRange, accuVar, accuInit, loopCondition, loopStep, result }: Comprehension,
  place: Place,
): Type {
  const range = iterRange === undefined ? dyn : typeOf(iterRange, place);
  if (!isDyn(range) && range.kind === 'scalar') {
    return mistake(id, `a ${typeInWords(range)} has no items to go through.`, place);
  }
  const item = itemType(range);
  const start = accuInit === undefined ? dyn : typeOf(accuInit, place);
  const locals = new Map([...place.locals, [iterVar, item], [accuVar, start]]);
  const inside = { ...place, locals };
  for (const part of [loopCondition, loopStep]) {
    if (part !== undefined) typeOf(part, inside);
  }
  return result === undefined ? dyn : typeOf(result, inside);
}

function itemType(range: Type): Type {
  if (range.kind === 'list') return range.element;
  return isDyn(range) ? dyn : text;
}

function mistake(id: bigint, sentence: string, { mistakes }: Place): Type {
  mistakes.push({ id, sentence });
  return dyn;
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
}
