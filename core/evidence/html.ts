import { oneLine } from '../report/literal.ts';

/** HTML of ours, in which all text from outside has been escaped. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, nothing is left out. */
type Value = Html | string | number | null | readonly Value[];

/** No sentence of a record is longer. */
const longest = 20_000;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A piece of a page. The one place where text becomes HTML: a text can neither open a tag nor end an attribute, and
 * what is invisible or changes the direction of writing in it is shown as `�`. For attributes in quotes and content
 * only, never for what stands in a style or an address.
 */
export function html(pieces: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = pieces.map((piece, index) => piece + markupOf(values[index] ?? null)).join('');
  return { markup };
}

function markupOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeText(value);
  return 'markup' in value ? value.markup : value.map(markupOf).join('');
}

function escapeText(text: string): string {
  return oneLine(text, longest).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** An address as a link, where it is one of the web; else as text. */
export function outsideLink(address: string): Html {
  const isWeb = /^https?:\/\/[^/]/.test(address) && URL.canParse(address);
  if (!isWeb) return html`<code>${address}</code>`;
  return html`<a href="${new URL(address).href}" rel="noreferrer">${address}</a>`;
}

/** A link to a file of the folder. `path` is ours. */
export function fileLink(path: string, text: Html | string = path): Html {
  return html`<a href="${path}">${text}</a>`;
}
