import { matchesOf, type Recogniser } from './recogniser.ts';

/** As the Social Security Administration gives them: no area 000, 666 or from 900 on, no group 00, no serial 0000. */
const form = /(?<![\w.-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-]|\.\d)/g;

/** Numbers that were printed in advertisements and forms: they belong to nobody. */
const published: ReadonlySet<string> = new Set(['078-05-1120', '219-09-9999', '123-45-6789']);

/** Social security numbers of the United States, with their dashes. There is no checksum. */
export const socialSecurity: Recogniser = {
  kind: 'social-security',
  find: (text) =>
    matchesOf(text, form, (match) => (published.has(match) ? null : { isVerified: false })),
};
