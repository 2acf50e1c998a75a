import validator from 'validator';
import { matchesOf, type Recogniser } from './recogniser.ts';

/** Country, two check digits, and 11 to 30 letters and digits, in one piece or in groups of four. */
const form =
  /(?<![A-Za-z\d])[A-Z]{2}\d{2}(?:[A-Z\d]{11,30}|(?: [A-Z\d]{4}){2,7}(?: [A-Z\d]{1,3})?)(?![A-Za-z\d])/g;

/** What the registry of IBANs and tutorials show as an example: it belongs to nobody. */
const published: ReadonlySet<string> = new Set([
  'DE89370400440532013000',
  'GB82WEST12345698765432',
  'GB29NWBK60161331926819',
  'FR1420041010050500013M02606',
  'NL91ABNA0417164300',
  'AT611904300234573201',
  'CH9300762011623852957',
  'BE68539007547034',
  'ES9121000418450200051332',
  'IT60X0542811101000000123456',
]);

/** Numbers of bank accounts in the form of their country; the checksum is mod 97 (ISO 13616, ISO 7064). */
export const iban: Recogniser = {
  kind: 'iban',
  find: (text) =>
    matchesOf(text, form, (match) => {
      const number = match.replaceAll(' ', '');
      if (published.has(number)) return null;
      // Product codes have the form as well: without the checksum it says nothing.
      return validator.isIBAN(number) ? { isVerified: true } : null;
    }),
};
