import { Hono } from 'hono';
import { createAppServer, createPageServer, listen } from './server.ts';
import type { MonitorDesk } from './monitors.ts';
import type { Webhook } from './webhook.ts';

/** Where it is served. */
export interface Addresses {
  readonly host: string;
  readonly port: number;
  /** Null: the pages are beside the webhook. */
  readonly operationsPort: number | null;
}

/** What is served. */
export interface Serving {
  readonly url: string;
  readonly operationsUrl: string;
  /** Takes no more webhooks; the pages go on, so that a platform sees what happens. */
  closeWebhook(): Promise<void>;
  closePages(): Promise<void>;
}

/** Serves webhooks, reports of monitors and pages. Throws what the system says of an address, and serves nothing then. */
export async function serve(
  { webhook, monitors }: { readonly webhook: Webhook; readonly monitors: MonitorDesk },
  pages: Hono,
  { host, port, operationsPort }: Addresses,
): Promise<Serving> {
  if (operationsPort === null) {
    const both = await listen(createAppServer(webhook, monitors, pages), host, port);
    return {
      url: both.url,
      operationsUrl: both.url,
      closeWebhook: () => both.close(),
      closePages: () => Promise.resolve(),
    };
  }
  const main = await listen(createAppServer(webhook, monitors, new Hono()), host, port);
  try {
    const operations = await listen(createPageServer(pages), host, operationsPort);
    return {
      url: main.url,
      operationsUrl: operations.url,
      closeWebhook: () => main.close(),
      closePages: () => operations.close(),
    };
  } catch (error) {
    await main.close();
    throw error;
  }
}
