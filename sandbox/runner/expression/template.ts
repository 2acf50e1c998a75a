import type { Template, Templates } from '../workflow/model.ts';
import { text } from '../workflow/source.ts';
import { InputError } from '../../../core/errors.ts';
import { fromData } from './data.ts';
import { asksForStatus, evaluate, type Scope } from './evaluate.ts';
import { truthy } from '@actions/expressions/result';

type Part = { readonly kind: 'text' | 'expression'; readonly text: string };

/** The end of the expression that starts at `from`: the first `}}` outside of quotes. */
function closing(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith('}}', at)) return at;
  }
  throw new InputError('expression', `\`\${{\` without its \`}}\` in: ${text.trim()}`);
}

function parts(text: string): Part[] {
  const found: Part[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('${{', at);
    if (open < 0) break;
    if (open > at) found.push({ kind: 'text', text: text.slice(at, open) });
    const close = closing(text, open + 3);
    found.push({ kind: 'expression', text: text.slice(open + 3, close) });
    at = close + 2;
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) });
  return found;
}

/** Fills `${{ }}` in a text; the result is always text. */
export function interpolate(text: string, scope: Scope): string {
  return parts(text)
    .map((part) => (part.kind === 'text' ? part.text : evaluate(part.text, scope).coerceString()))
    .join('');
}

/** Resolves a template: a string that is one expression keeps the type of its value. */
export function resolve(template: Template, scope: Scope): unknown {
  if (typeof template === 'string') {
    const [first, ...more] = parts(template.trim());
    if (first?.kind === 'expression' && more.length === 0) {
      return fromData(evaluate(first.text, scope));
    }
    return interpolate(template, scope);
  }
  if (Array.isArray(template)) return template.map((item: Template) => resolve(item, scope));
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(
      Object.entries(template).map(([key, item]) => [key, resolve(item, scope)]),
    );
  }
  return template;
}

/** Resolves a mapping of scalars, such as `env` or `with`, to text. */
export function resolveTexts(templates: Templates, scope: Scope): Record<string, string> {
  return Object.fromEntries(
    Object.entries(templates).map(([key, value]) => [
      key,
      typeof value === 'string' ? interpolate(value, scope) : (text(value) ?? ''),
    ]),
  );
}

/** Whether an `if` holds; one that does not ask for the status holds only on success. */
export function holds(condition: string, scope: Scope): boolean {
  const text = condition.trim() === '' ? 'success()' : condition;
  const found = parts(text.trim());
  const expressions = found.filter(({ kind }) => kind === 'expression');
  // A condition is an expression with or without `${{ }}`; mixed with text it is text, which is true if any.
  const mixed = expressions.length > 0 && found.length > 1;
  const asked = expressions.length > 0 ? expressions.map((part) => part.text) : [text];
  if (!asked.some(asksForStatus) && !truthy(evaluate('success()', scope))) return false;
  return mixed ? interpolate(text, scope) !== '' : truthy(evaluate(asked[0] ?? text, scope));
}
