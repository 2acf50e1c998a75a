import { InputError } from '../../core/errors.ts';

/** Environment variables, as an entry point hands them in. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The value of the header `authorization` from MLflow's own variables: MLFLOW_TRACKING_USERNAME with
 * MLFLOW_TRACKING_PASSWORD, else MLFLOW_TRACKING_TOKEN; null when none is set. Throws an InputError that shows none
 * of them for a name without a password, and for a token that can't stand in a header.
 */
export function mlflowAuthorization(variables: Variables): string | null {
  const name = variables['MLFLOW_TRACKING_USERNAME'] ?? '';
  const password = variables['MLFLOW_TRACKING_PASSWORD'] ?? '';
  // A secret is often stored with the line break at its end.
  const token = (variables['MLFLOW_TRACKING_TOKEN'] ?? '').trim();
  if (name !== '' && password !== '') {
    return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  }
  if (token !== '') return `Bearer ${checkedToken(token)}`;
  if (name === '' && password === '') return null;
  throw new InputError(
    'mlflow-credentials',
    'Of MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD only one is set: set both in the environment of the step, or neither.',
  );
}

function checkedToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new InputError(
    'mlflow-credentials',
    'MLFLOW_TRACKING_TOKEN holds a space, a line break or a character that no token has: store the token alone.',
  );
}
