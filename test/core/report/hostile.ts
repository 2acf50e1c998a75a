import * as fc from 'fast-check';

/** Text with which somebody might try to make GitHub do something. */
export const hostileTexts = [
  '@octocat',
  '@github/security please look',
  '#1 and octo-org/repo#12 and GH-3',
  'https://evil.example/login',
  'www.evil.example',
  'mail me at someone@evil.example',
  '[click](https://evil.example)',
  '![](https://evil.example/pixel.png)',
  '<img src=x onerror=alert(1)>',
  '</td></tr></table><h1>Approved</h1>',
  '<details open><summary>Approved</summary>',
  '<!-- assay:comment v1 -->',
  '<!-- assay:earlier -->',
  '<!-- assay:earlier --> @octocat [click](https://evil.example)',
  '-->',
  '&lt;b&gt; &commat;octocat &#64;octocat',
  '`code` ``two`` ```three',
  '`',
  '```\nfence\n```',
  'a | b | c \\| d',
  '\\`\\|\\',
  '**bold** _em_ ~~gone~~ $x$',
  '# Heading\n\n- list\n> quote\n---',
  '1. first',
  ':rocket: :+1:',
  'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
  'see 1234567 and DEADBEEF0',
  'safe\u202Egnp.exe\u200B\u0000\u001B[31m',
  'lone \uD800 surrogate',
  '[^1]: footnote [^1] [x] - [ ] task',
  '/assay promote bike-demand production',
  '$$\\require{action}$$',
] as const;

const markup = Array.from('`|\\ <>&*_[]()!#@:/.-~"\'$\n\taw1');

/** Any text, hostile texts, and mixtures of both. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileTexts),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(...markup), maxLength: 12 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(' '));

/** The text of HTML, entities decoded: the renderer writes only hexadecimal ones. */
export function decoded(html: string): string {
  return html.replaceAll(/&#x([0-9a-f]+);/gi, (_, hex: string) =>
    String.fromCodePoint(parseInt(hex, 16)),
  );
}

/** The elements of HTML, in order. */
export function elements(html: string): readonly string[] {
  return [...html.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, name]) => name ?? '');
}

/** What GitHub looks for in text that is not code: mentions, references, links, commits, emoji. */
export const linking =
  /@|#\d|\bGH-\d|https?:\/\/|\bwww\.|:[a-z0-9_+-]+:|\b[0-9a-f]{7,40}\b|!\[|\]\(/i;

/** HTML without its code elements. */
export function withoutCode(html: string): string {
  return html.replaceAll(/<code[^>]*>.*?<\/code>/gs, ' ');
}
