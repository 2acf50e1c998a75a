import { card } from './card.ts';
import { email } from './email.ts';
import { iban } from './iban.ts';
import { ipAddress } from './ip-address.ts';
import type { Recogniser } from './recogniser.ts';
import { socialSecurity } from './social-security.ts';

/** All kinds of personal data that are recognised; what one is sure of, those behind it do not see. */
export const recognisers = [
  iban,
  card,
  email,
  ipAddress,
  socialSecurity,
] as const satisfies readonly Recogniser[];
