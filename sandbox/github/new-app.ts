import { newKeyPair } from './auth.ts';
import type { TokenPermissions } from './contract.ts';
import { addAccount } from './repositories.ts';
import { type App, type State, timestamp } from './state.ts';

/** An app as somebody registers it. */
export interface NewApp {
  readonly slug: string;
  readonly permissions: TokenPermissions;
  readonly events: readonly string[];
  readonly webhook: { readonly url: string; readonly secret: string };
}

/** Registers an app with its bot, and gives it a key. */
export function addApp(
  state: State,
  { slug, permissions, events, webhook }: NewApp,
): { readonly app: App; readonly privateKey: string } {
  const { publicKey, privateKey } = newKeyPair();
  const app: App = {
    bot: addAccount(state, `${slug}[bot]`, 'Bot'),
    id: state.nextId(),
    slug,
    publicKey,
    permissions,
    events,
    createdAt: timestamp(state),
    webhook,
    deliveries: [],
  };
  state.apps.set(slug, app);
  return { app, privateKey };
}
