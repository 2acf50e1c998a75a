import { InputError, UnavailableError } from '../../core/errors.ts';
import type { Registration } from '../../core/registration/manifest.ts';

const patienceMs = 30_000;

/** Has GitHub give out what it made of a manifest. A code counts once, and for an hour. */
export async function convertCode(apiUrl: string, code: string): Promise<Registration> {
  const address = `${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`;
  const response = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/vnd.github+json', 'user-agent': 'assay' },
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UnavailableError(
      'github-unavailable',
      `${apiUrl} can't be reached (${message}): try again with --code, within the hour.`,
      { cause },
    );
  });
  if (response.status === 404 || response.status === 422) {
    throw new InputError(
      'unknown-code',
      `${apiUrl} does not know this code (${response.status}): it counts once, and for an hour. If the app is registered, generate a private key and set a webhook secret in its settings; else begin anew.`,
    );
  }
  if (!response.ok) {
    throw new UnavailableError(
      'github-unavailable',
      `${apiUrl} answered ${response.status}: try again with --code, within the hour.`,
    );
  }
  return registrationOf(await response.json());
}

function registrationOf(answer: unknown): Registration {
  const made = answer as {
    readonly id: number;
    readonly slug?: string;
    readonly name: string;
    readonly html_url: string;
    readonly pem: string;
    readonly webhook_secret: string | null;
  };
  return {
    id: made.id,
    slug: made.slug ?? String(made.id),
    name: made.name,
    url: made.html_url,
    privateKey: made.pem,
    webhookSecret: made.webhook_secret,
  };
}
