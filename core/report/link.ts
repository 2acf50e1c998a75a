import { literal } from './literal.ts';

/** A link on a text that is Markdown already; the text alone when the address is not an `http(s)` one. */
export function link(text: string, address: string | null): string {
  const safe = address === null ? null : safeAddress(address);
  return safe === null ? text : `[${text}](${safe})`;
}

/** A commit by its first seven digits, linked to its page. */
export function commitLink(repositoryUrl: string, commit: string): string {
  return link(literal(commit.slice(0, 7)), `${repositoryUrl}/commit/${encoded(commit)}`);
}

/** A version's tag, linked to its release. */
export function versionLink(repositoryUrl: string, tag: string): string {
  return link(literal(tag), `${repositoryUrl}/releases/tag/${encoded(tag)}`);
}

/** A part of an address; a lone surrogate, which has no encoding, becomes the replacement character. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** The first twelve digits of a digest, as code; a dash where there is none. */
export function digest(value: string | null | undefined): string {
  if (value === null || value === undefined) return '\u2014';
  return literal(value.replace(/^(sha256:)?([0-9a-f]{12})[0-9a-f]{52}$/, '$2'));
}

/** An address with nothing in it that could end a Markdown link. */
function safeAddress(address: string): string | null {
  if (!/^https?:\/\/[^/]/.test(address) || address.length > 2_000) return null;
  try {
    return new URL(address).href.replaceAll(/[()[\]<>|`'"\\]/g, encodeCharacter);
  } catch {
    return null;
  }
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
