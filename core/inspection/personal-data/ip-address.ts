import validator from 'validator';
import { matchesOf, type Recogniser } from './recogniser.ts';

const version4 = /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)/g;
/** Four groups at least: `std::map` and times have fewer. */
const version6 = /(?<![\w:.-])(?:[\dA-Fa-f]{1,4}::?){3,7}[\dA-Fa-f]{1,4}(?![\w:-])/g;

/**
 * Addresses that no person can have: of private networks, the machine itself, documentation, tests and groups (the
 * registries of special-purpose addresses of RFC 6890), and the public resolvers that tutorials name.
 */
const special4 = [
  /^(?:0|10|127|22[4-9]|23\d|24\d|25[0-5])\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^169\.254\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^192\.(?:168|0\.0|0\.2|88\.99)\./,
  /^198\.(?:1[89]|51\.100)\./,
  /^203\.0\.113\./,
  /^(?:8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9)$/,
];
const special6 = /^(?:0*:|f[cdef]|2001:0?db8:)/i;

/** Public addresses of the internet. There is no checksum. */
export const ipAddress: Recogniser = {
  kind: 'ip-address',
  find: (text) => [
    ...matchesOf(text, version4, (match) => {
      if (!validator.isIP(match, 4) || special4.some((range) => range.test(match))) return null;
      return { isVerified: false };
    }),
    ...matchesOf(text, version6, (match) =>
      validator.isIP(match, 6) && !special6.test(match) ? { isVerified: false } : null,
    ),
  ],
};
