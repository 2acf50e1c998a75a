import { InputError } from '../core/errors.ts';

/** An address that a person gave by `--url`. Throws an InputError for what is none. */
export function pageUrl(text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text.replace(/\/+$/, '');
  throw new InputError(
    'bad-url',
    `--url must be an address such as https://assay.example.com; found ${JSON.stringify(text)}.`,
  );
}
