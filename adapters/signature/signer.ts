import type { InTotoStatement } from '../../core/attest/statement.ts';

/** Signs statements: with a key, or as the workflow that runs. */
export interface Signer {
  /** How a sentence names it: it follows "signed". */
  readonly name: string;
  /** Whether OpenSSF model signing reads its signatures. */
  readonly signsModels: boolean;
  /** The bundle of Sigstore, as JSON. Throws an AssayError that says what to do. */
  sign(statement: InTotoStatement): Promise<object>;
}

/** The payload type of in-toto statements. */
export const inToto = 'application/vnd.in-toto+json';
