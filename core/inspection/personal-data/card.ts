import validator from 'validator';
import { matchesOf, type Recogniser } from './recogniser.ts';

/** 13 to 19 digits, alone or in groups; not the digits behind a decimal point, nor a part of a longer number. */
const digits = /(?<![\p{L}\d.,_-])\d(?:[ -]?\d){12,18}(?![\p{L}\d_-]|[.,]\d)/gu;

/** First digits and lengths of the large networks: ISO/IEC 7812 and what the networks publish. */
const networks = [
  /^4(?:\d{12}|\d{15}|\d{18})$/, // Visa
  /^5[1-5]\d{14}$/, // Mastercard
  /^2(?:2(?:2[1-9]|[3-9]\d)|[3-6]\d\d|7(?:[01]\d|20))\d{12}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^3(?:0[0-5]|[68]\d)\d{11}$/, // Diners Club
  /^35(?:2[89]|[3-8]\d)\d{12}$/, // JCB
  /^6(?:011|4[4-9]\d|5\d\d)\d{12}$/, // Discover
  /^62\d{14,17}$/, // UnionPay
];

/** Numbers that payment services publish for tests: they belong to nobody. */
const published: ReadonlySet<string> = new Set([
  '4242424242424242',
  '4111111111111111',
  '4012888888881881',
  '4000056655665556',
  '4222222222222',
  '5555555555554444',
  '5105105105105100',
  '5200828282828210',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '6011000990139424',
  '30569309025904',
  '38520000023237',
  '3056930009020004',
  '3530111333300000',
  '3566002020360505',
  '6200000000000005',
]);

/** Numbers of payment cards; the checksum is Luhn's (ISO/IEC 7812-1, annex B). */
export const card: Recogniser = {
  kind: 'card',
  find: (text) =>
    matchesOf(text, digits, (match) => {
      const number = match.replaceAll(/[ -]/g, '');
      if (published.has(number) || !networks.some((network) => network.test(number))) return null;
      return { isVerified: validator.isLuhnNumber(number) };
    }),
};
