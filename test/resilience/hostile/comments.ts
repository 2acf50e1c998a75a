import * as fc from 'fast-check';
import { commandNames } from '../../../core/command/grammar.ts';
import { hostile } from '../../core/report/hostile.ts';

/** Arguments that would do harm where they are put into a path, a shell, a pattern or a query. */
export const hostileWords = [
  '../../../etc/passwd',
  '/etc/passwd',
  'refs/heads/../main',
  'main..evil',
  'HEAD@{1}',
  '--upload-pack=touch /tmp/x',
  '-rf',
  '$(touch /tmp/x)',
  '`touch /tmp/x`',
  '; rm -rf /',
  '| cat /etc/passwd',
  '**/*',
  '{a,b}{c,d}{e,f}{g,h}',
  '(a+)+$',
  `${'a'.repeat(500)}!`,
  `${'a-'.repeat(900)}!`,
  `${'a/'.repeat(900)}.lock`,
  '.'.repeat(1_000),
  '@{'.repeat(400),
  '["a"].all(x, ["a"].all(y, true))',
  '{{version.uri}}',
  '${{ github.token }}',
  '%2e%2e%2f',
  "'; DROP TABLE deliveries; --",
  '__proto__',
  'constructor',
  'bikes@v999999999.999999999.999999999',
  'bikes@1.2.3@4.5.6',
  'bikes\u0000',
  'b\u0456kes',
  'bikes\u202e',
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  '\ud800',
  '"never closed',
  '\u201cnever closed',
  '\\',
  '#1',
  '@octocat',
  '<!-- assay:answer 1 -->',
] as const;

/** Arguments that a command may have. */
const plain = [
  'bikes',
  'bikes@v1.2.0',
  'production',
  'staging',
  'metric-gate',
  'for',
  'until',
  '2099-12-31',
  'retrain',
  'main',
  'because',
  '"in quotes"',
];

const begins = [
  '/assay',
  '/assay ',
  '/Assay',
  '/assay\u00a0',
  '/assay\u200b ',
  '/\u0430ssay ',
  '\uff0fassay ',
  ' /assay ',
  '> /assay ',
  '- /assay ',
  '`/assay` ',
  '/assay/',
  '/assay\t',
];

const word = fc.oneof(fc.constantFrom(...hostileWords), fc.constantFrom(...plain), hostile);
const spaces = fc.constantFrom(' ', '  ', '\t', '\u3000', '');

const command = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: fc.constant('/assay ') }, fc.constantFrom(...begins)),
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...commandNames) },
      fc.constantFrom('promot', '__proto__', 'toString', 'PROMOTE', 'promote;', ''),
    ),
    fc.array(fc.tuple(spaces, word), { maxLength: 6 }),
  )
  .map(([begin, name, words]) => begin + name + words.map((one) => ` ${one.join('')}`).join(''));

const around: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
  (text) => text,
  (text) => `\`\`\`sh\n${text}\n\`\`\``,
  (text) => `~~~\n${text}\n\`\`\`\n${text}`,
  (text) => `<!--\n${text}\n-->`,
  (text) => `<!-- ${text}`,
  (text) => `<pre>\n${text}\n</pre>`,
  (text) => `<details>\n\n${text}\n\n</details>`,
  (text) => `> ${text}`,
  (text) => `    ${text}`,
  (text) => text.replaceAll('\n', '\r'),
  (text) => text.replaceAll('\n', '\u2028'),
);

const block = fc
  .tuple(around, fc.oneof({ weight: 4, arbitrary: command }, hostile))
  .map(([put, text]) => put(text));

/** Units of which many make a comment as long as GitHub lets one be, and a pattern that is not careful slow. */
const units = fc.constantFrom(
  '\n',
  '`',
  '```\n',
  '<!--',
  '-->',
  '<!-- -->',
  '<pre>\n',
  '<![CDATA[\n',
  '/assay\n',
  '/assay help\n',
  '/assay status bikes\n',
  ' ',
  '\\',
  '"',
  "' ",
  'a',
  '\u{1f4a5}',
  '\ud800',
);
const longest = 65_536;

const long = fc
  .tuple(units, fc.integer({ min: 1, max: longest }), command, fc.boolean())
  .map(
    ([unit, times, last, together]) =>
      `${unit.repeat(times).slice(0, longest)}${together ? '' : '\n'}${last}`,
  );
const wide = fc
  .tuple(fc.constantFrom(...commandNames), units, fc.integer({ min: 1, max: 3_000 }))
  .map(([name, unit, times]) => `/assay ${name} ${unit.replaceAll('\n', ' ').repeat(times)}`);

/** Comments of every kind, some of them as long as can be. */
export const comments: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(block, { minLength: 1, maxLength: 6 }).map((all) => all.join('\n')),
  },
  { weight: 4, arbitrary: command },
  { weight: 1, arbitrary: long },
  { weight: 2, arbitrary: wide },
);
