import { type Asked, unanswered } from './asked.ts';
import { fail, type Finding, pass } from './finding.ts';

/** The app as GitHub has it registered. */
export interface RegisteredApp {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: string;
  /** Where whoever owns the app changes it. */
  readonly settingsUrl: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

const subject = 'app id and key';

/** Whether the key is of the app, and who that is. */
export function examineIdentity(asked: Asked<RegisteredApp>, api: string, appId: number): Finding {
  if (asked.kind === 'answered') {
    const { name, slug, id, owner } = asked.value;
    return pass(subject, `${api} knows the app ${id}: ${name} (${slug}) of ${owner}.`);
  }
  if (asked.kind === 'refused' && asked.status === 401) {
    return fail(
      subject,
      `${api} does not accept the key for the app ${appId} (401).`,
      "Set ASSAY_APP_ID and ASSAY_PRIVATE_KEY to those of one app, or generate a new key in the app's settings; a wrong clock has the same effect.",
    );
  }
  if (asked.kind === 'refused' && asked.status === 404) {
    return fail(
      subject,
      `${api} knows no app ${appId} (404).`,
      "Set ASSAY_APP_ID to the App ID in the app's settings, and ASSAY_API_URL to the GitHub where it is registered.",
    );
  }
  return fail(
    subject,
    `${api} ${unanswered(asked)}.`,
    'See that this machine may call that address, and that ASSAY_API_URL is right; then try again.',
  );
}
