import { appEvents, appPermissions, webhookPath } from '../app-manifest.ts';

/** An app as it is to be registered: what GitHub takes as a manifest. */
export interface AppManifest {
  readonly name: string;
  /** The app's home page. */
  readonly url: string;
  readonly description: string;
  readonly hook_attributes: { readonly url: string; readonly active: true };
  /** Where GitHub sends the browser with the code. */
  readonly redirect_url: string;
  readonly public: false;
  readonly default_permissions: typeof appPermissions;
  readonly default_events: typeof appEvents;
}

/** GitHub takes no longer name. */
const longestName = 34;

/** The manifest of an app that is reached at `url`. */
export function appManifest(app: {
  readonly name: string;
  readonly url: string;
  readonly redirectUrl: string;
}): AppManifest {
  return {
    name: app.name.slice(0, longestName),
    url: app.url,
    description: 'Judges, registers, promotes and retrains models by pull request.',
    hook_attributes: { url: `${app.url}${webhookPath}`, active: true },
    redirect_url: app.redirectUrl,
    public: false,
    default_permissions: appPermissions,
    default_events: appEvents,
  };
}

/** Where a browser posts the manifest to; the account is that of whoever is signed in, or an organisation of theirs. */
export function registrationUrl(
  webUrl: string,
  organization: string | null,
  state: string,
): string {
  const account = organization === null ? '' : `/organizations/${encodeURIComponent(organization)}`;
  return `${webUrl}${account}/settings/apps/new?state=${encodeURIComponent(state)}`;
}

/** What GitHub has made, and gives out once. */
export interface Registration {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  /** PEM. */
  readonly privateKey: string;
  /** Null where GitHub made none. */
  readonly webhookSecret: string | null;
}

/** The variables that an app of this registration is started with, as a shell and as container engines read them. */
export function variablesOf(
  { id, webhookSecret }: Registration,
  keyFile: string,
  apiUrl: string | null,
): string {
  const variables = {
    ASSAY_APP_ID: String(id),
    ASSAY_PRIVATE_KEY: keyFile,
    ...(webhookSecret === null ? {} : { ASSAY_WEBHOOK_SECRET: webhookSecret }),
    ...(apiUrl === null ? {} : { ASSAY_API_URL: apiUrl }),
  };
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join('');
}

function quoted(value: string): string {
  return /^[\w./:@%+-]*$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
