import { randomBytes } from 'node:crypto';
import { addApp } from './new-app.ts';
import type { State } from './state.ts';

/** A code counts for an hour. */
const codeLifeMs = 60 * 60_000;
const longestName = 34;

/** What is documented as required of a manifest, and what an app is made of. */
interface Manifest {
  readonly name: string;
  readonly url: string;
  readonly hook_attributes: { readonly url: string };
  readonly default_permissions?: Readonly<Record<string, 'read' | 'write'>>;
  readonly default_events?: readonly string[];
}

/** Registers an app by a manifest, with a secret of GitHub's making. Throws for what GitHub would refuse. */
export function registerManifest(state: State, value: unknown): { readonly code: string } {
  const manifest = value as Manifest;
  const texts = [manifest.name, manifest.url, manifest.hook_attributes.url];
  if (texts.some((text) => typeof text !== 'string' || text === '')) {
    throw new TypeError('A manifest needs name, url and hook_attributes.url.');
  }
  if (manifest.name.length > longestName) throw new TypeError('The name is too long.');
  const secret = randomBytes(20).toString('hex');
  const { app, privateKey } = addApp(state, {
    slug: manifest.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    permissions: manifest.default_permissions ?? {},
    events: manifest.default_events ?? [],
    webhook: { url: manifest.hook_attributes.url, secret },
  });
  const code = randomBytes(20).toString('hex');
  state.registrations.set(code, { app, privateKey, at: state.now().getTime() });
  return { code };
}

/** What a code stands for: it counts once. */
export function takeRegistration(state: State, code: string) {
  const registration = state.registrations.get(code);
  state.registrations.delete(code);
  if (registration === undefined) return null;
  return state.now().getTime() - registration.at > codeLifeMs ? null : registration;
}
