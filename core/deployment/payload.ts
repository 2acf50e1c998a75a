import { modelPattern } from '../config/model-name.ts';

/** What a deployment of ours says that an environment should run. */
export interface DeploymentPayload {
  readonly model: string;
  readonly version: string;
  /** The package's digest. */
  readonly digest: string;
  readonly uri: string;
  readonly role: 'champion' | 'challenger';
  /** A challenger's share of the traffic in percent; null for a champion. */
  readonly share: number | null;
}

const versionPattern = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;
const digestPattern = /^sha256:[0-9a-f]{64}$/;
const uriPattern = /^[a-z][a-z0-9+.-]*:[\x21-\x7e]{1,2000}$/i;
const sharePattern = /^(?:\d|[1-9]\d|100)$/;

/**
 * Reads the payload of a deployment; null when it is not one of ours. Anybody who may deploy can write any payload: what it
 * says still has to be held to the ledger or to the registry.
 */
export function readPayload(payload: unknown): DeploymentPayload | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const { model, version, digest, uri, role, share } = payload as Readonly<Record<string, unknown>>;
  if (!isText(model, modelPattern) || !isText(version, versionPattern)) return null;
  if (!isText(digest, digestPattern) || !isText(uri, uriPattern)) return null;
  const about = { model, version, digest, uri };
  if (role === undefined || role === null || role === 'champion') {
    return { ...about, role: 'champion', share: null };
  }
  const percent = typeof share === 'number' ? String(share) : share;
  if (role !== 'challenger' || !isText(percent, sharePattern)) return null;
  return { ...about, role, share: Number(percent) };
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}
