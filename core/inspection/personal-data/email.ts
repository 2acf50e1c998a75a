import { matchesOf, type Recogniser } from './recogniser.ts';

const address =
  /(?<![A-Za-z\d._%+@-])[A-Za-z\d][A-Za-z\d._%+-]{0,63}@(?:[A-Za-z\d-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w(@-])/g;

/** Names that are kept for examples and tests (RFC 2606, RFC 6761). */
const reserved = /(?:^|[.@])(?:example\.(?:com|org|net)|example|test|invalid|localhost)$/i;
/** A program's address, and the user of an SSH address. */
const nobody = /^(?:no-?reply|do-?not-?reply|git)@|@users\.noreply\./i;

/** Addresses of e-mail. There is no checksum. */
export const email: Recogniser = {
  kind: 'email',
  find(text) {
    if (!text.includes('@')) return [];
    return matchesOf(text, address, (match) =>
      reserved.test(match) || nobody.test(match) ? null : { isVerified: false },
    );
  },
};
