import { webhookPath } from '../app-manifest.ts';
import { fail, type Finding, pass } from './finding.ts';

/** What the running app answers at its address, by status. */
export type ServerFacts =
  | { readonly kind: 'unreachable'; readonly url: string; readonly reason: string }
  | {
      readonly kind: 'reached';
      readonly url: string;
      /** Whether the settings say that health is served at a port of its own. */
      readonly apart: boolean;
      readonly health: number;
      readonly readiness: { readonly status: number; readonly text: string };
      /** To a delivery without a signature. */
      readonly unsigned: number;
    };

type Reached = Extract<ServerFacts, { kind: 'reached' }>;

const subject = 'server';

/** Whether the app answers at its address, and refuses what GitHub didn't sign. */
export function examineServer(facts: ServerFacts): readonly Finding[] {
  if (facts.kind === 'reached') return [examineHealth(facts), examineSignatures(facts)];
  return [
    fail(
      subject,
      `${facts.url} can't be reached (${facts.reason}).`,
      'See that the app runs, and that the proxy before it leads there.',
    ),
  ];
}

function examineHealth({ url, apart, health, readiness }: Reached): Finding {
  if (health === 404 && apart) {
    return pass(subject, `${url} answers; health is served at ASSAY_OPERATIONS_PORT only.`);
  }
  if (health !== 200) {
    return fail(
      subject,
      `${url}/healthz answers ${health}, not 200.`,
      'See that the address leads to the app, and to nothing else.',
    );
  }
  if (readiness.status === 200) return pass(subject, `${url} is alive and ready.`);
  return fail(
    subject,
    `${url} is alive, but takes nothing: ${readiness.text.trim()}.`,
    'See the database, and the log of the app.',
  );
}

function examineSignatures({ url, unsigned }: Reached): Finding {
  const name = 'signatures';
  if (unsigned === 401) return pass(name, 'A delivery without a signature is refused with 401.');
  return fail(
    name,
    `${url}${webhookPath} answers ${unsigned} to a delivery without a signature, not 401.`,
    'See that the address leads to the app, which refuses what GitHub did not sign.',
  );
}
