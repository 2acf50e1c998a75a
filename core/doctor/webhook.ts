import { webhookPath } from '../app-manifest.ts';
import { type Asked, unanswered } from './asked.ts';
import { fail, type Finding, pass, warn } from './finding.ts';

/** Where GitHub sends the app's webhooks. */
export interface WebhookConfig {
  /** Empty where none is set. */
  readonly url: string;
  /** `json` or `form`. */
  readonly contentType: string;
  /** Whether GitHub sends even where the certificate is wrong. */
  readonly insecureTls: boolean;
  readonly hasSecret: boolean;
}

const subject = 'webhook';

/** Whether GitHub sends webhooks to the app as it takes them. `url` is where the app is reached, if that was said. */
export function examineWebhook(
  asked: Asked<WebhookConfig>,
  settingsUrl: string,
  url: string | null,
): readonly Finding[] {
  if (asked.kind !== 'answered') {
    const found = `GitHub ${unanswered(asked)} when asked for the webhook's settings.`;
    return [warn(subject, found, `Look at ${settingsUrl}.`)];
  }
  const config = asked.value;
  if (config.url === '') {
    return [
      fail(
        subject,
        'No webhook URL is set: the app hears of nothing.',
        `At ${settingsUrl}, make the webhook active and give it the app's address with ${webhookPath}.`,
      ),
    ];
  }
  const problems = [...problemsOf(config, settingsUrl, url)];
  return problems.length > 0 ? problems : [pass(subject, `${config.url}, as JSON, with a secret.`)];
}

function* problemsOf(
  config: WebhookConfig,
  settingsUrl: string,
  url: string | null,
): Generator<Finding> {
  if (!config.hasSecret) {
    yield fail(
      subject,
      'GitHub has no secret: it signs nothing, and every delivery is refused.',
      `Set it at ${settingsUrl} to the value of ASSAY_WEBHOOK_SECRET.`,
    );
  }
  if (config.contentType !== 'json') {
    yield fail(
      subject,
      `Deliveries come as ${config.contentType}, which the app refuses with 415.`,
      'Set the content type to json: PATCH /app/hook/config, as GitHub offers no field for it.',
    );
  }
  if (!pathOf(config.url).endsWith(webhookPath)) {
    yield warn(
      subject,
      `The URL ${config.url} does not end in ${webhookPath}.`,
      `Unless a proxy before the app changes the path, set it at ${settingsUrl}.`,
    );
  } else if (url !== null && new URL(url).origin !== new URL(config.url).origin) {
    yield warn(
      subject,
      `GitHub sends to ${config.url}, not to ${url}.`,
      `Set the URL at ${settingsUrl}, or give --url the address that GitHub uses.`,
    );
  }
  if (!config.url.startsWith('https:')) {
    yield warn(
      subject,
      `${config.url} is not encrypted: who listens can read what happens in private repositories.`,
      'Put a proxy with TLS before the app, and change the URL to https.',
    );
  } else if (config.insecureTls) {
    yield warn(
      subject,
      'GitHub sends without checking the certificate.',
      `Enable SSL verification at ${settingsUrl}.`,
    );
  }
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}
