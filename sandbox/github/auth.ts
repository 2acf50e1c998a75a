import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import type { TokenPermissions } from './contract.ts';
import { HttpError, type Need } from './route.ts';
import type { Account, Actor, App, Installation, Repository, State } from './state.ts';

/** A key pair for an app, both PEM. */
export function newKeyPair(): { readonly publicKey: string; readonly privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** Issues a token that stands for somebody. */
export function issueToken(state: State, prefix: string, actor: Actor): string {
  const token = `${prefix}_${randomBytes(18).toString('hex')}`;
  state.tokens.set(token, actor);
  return token;
}

/** Who sends this `Authorization` header. Throws 401 for a token that was never issued or a JWT that doesn't verify. */
export function authenticate(state: State, header: string | null): Actor {
  if (header === null || header === '') return { kind: 'anonymous' };
  const [scheme = '', value = ''] = header.split(' ');
  const token = /^basic$/i.test(scheme) ? passwordOf(value) : value;
  if (token.split('.').length === 3 && /^bearer$/i.test(scheme)) {
    return { kind: 'app', app: appOfJwt(state, token) };
  }
  const actor = state.tokens.get(token);
  if (actor === undefined) throw new HttpError(401, 'Bad credentials');
  return actor;
}

/** Git sends the token as the password of basic authentication, whatever the user's name. */
function passwordOf(value: string): string {
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1);
}

/** RS256, with the limits that GitHub sets: not expired, and at most ten minutes long. */
function appOfJwt(state: State, jwt: string): App {
  const [head = '', body = '', signature = ''] = jwt.split('.');
  const header = decode(head);
  const claims = decode(body);
  const issuer = String(claims['iss']);
  const app = [...state.apps.values()].find(({ id }) => String(id) === issuer);
  if (app === undefined || header['alg'] !== 'RS256') {
    throw undecodable();
  }
  const valid = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    createPublicKey(app.publicKey),
    Buffer.from(signature, 'base64url'),
  );
  if (!valid) throw undecodable();
  const now = state.now().getTime() / 1000;
  const expires = Number(claims['exp']);
  const issued = Number(claims['iat']);
  if (!(expires > now)) throw new HttpError(401, "'Expiration time' claim ('exp') is in the past");
  if (!(expires - issued <= 660) || !(expires - now <= 660)) {
    throw new HttpError(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  return app;
}

function decode(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Falls through to the refusal.
  }
  throw undecodable();
}

function undecodable(): HttpError {
  return new HttpError(401, 'A JSON web token could not be decoded');
}

/** The account of an actor; null for an app's JWT and for nobody. */
export function accountOfActor(actor: Actor): Account | null {
  switch (actor.kind) {
    case 'user':
    case 'installation':
    case 'job':
      return actor.account;
    case 'app':
    case 'anonymous':
      return null;
    default:
      return actor satisfies never;
  }
}

/** How the log of calls names an actor. */
export function nameOfActor(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.account.login}`;
    case 'installation':
      return `app:${actor.installation.app.slug}`;
    case 'app':
      return `app:${actor.app.slug}`;
    case 'job':
      return `actions:${actor.repository}`;
    case 'anonymous':
      return 'anonymous';
    default:
      return actor satisfies never;
  }
}

const ranks = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;

/** What a person may do in a repository; everybody reads a public one. */
export function permissionOf(repository: Repository, login: string): (typeof ranks)[number] {
  if (repository.owner.login === login) return 'admin';
  const given = repository.permissions.get(login);
  if (given !== undefined) return given;
  return repository.private ? 'none' : 'read';
}

/** Whether an actor can see a repository at all; where not, GitHub answers 404. */
export function canSee(actor: Actor, repository: Repository): boolean {
  if (!repository.private) return true;
  switch (actor.kind) {
    case 'user':
      return permissionOf(repository, actor.account.login) !== 'none';
    case 'installation':
      return actor.installation.repositories.has(repository.fullName);
    case 'job':
      return actor.repository === repository.fullName;
    case 'app':
    case 'anonymous':
      return false;
    default:
      return actor satisfies never;
  }
}

/** Throws 401 or 403 unless the actor may call a route of this need on this repository. */
export function authorize(actor: Actor, need: Need, repository: Repository | null): void {
  if (need === 'anybody') return;
  if (need === 'app') {
    if (actor.kind === 'app') return;
    throw new HttpError(401, 'A JSON web token could not be decoded');
  }
  if (need === 'token') {
    if (actor.kind !== 'anonymous') return;
    throw new HttpError(401, 'Requires authentication');
  }
  if (repository === null) throw new TypeError('A permission is of a repository.');
  const { level } = need;
  const names = typeof need.permission === 'string' ? [need.permission] : need.permission;
  switch (actor.kind) {
    case 'anonymous':
      if (level === 'read' && !repository.private) return;
      throw new HttpError(401, 'Requires authentication');
    case 'app':
      throw new HttpError(403, 'Resource not accessible by integration');
    case 'user': {
      const wanted = need.person ?? level;
      const has = permissionOf(repository, actor.account.login);
      if (ranks.indexOf(has) >= ranks.indexOf(wanted)) return;
      throw new HttpError(403, 'Must have push access to repository');
    }
    case 'installation':
      if (isPublicElsewhere(actor.installation, repository) && level === 'read') return;
      requireScope(actor.permissions, names, level, actor.installation, repository);
      return;
    case 'job':
      if (actor.repository !== repository.fullName) {
        // As everybody, it reads what is public.
        if (level === 'read' && !repository.private) return;
        throw new HttpError(403, 'Resource not accessible by integration');
      }
      requireScope(actor.permissions, names, level, null, repository);
      return;
    default:
      actor satisfies never;
  }
}

/** A public repository where an app is not installed: it reads there what anybody does. */
export function isPublicElsewhere(
  { repositories }: Installation,
  { fullName, private: hidden }: Repository,
): boolean {
  return !hidden && !repositories.has(fullName);
}

function requireScope(
  permissions: TokenPermissions,
  names: readonly string[],
  level: 'read' | 'write',
  installation: Installation | null,
  repository: Repository,
): void {
  const installed = installation === null || installation.repositories.has(repository.fullName);
  const given = names.some((name) => {
    const has = name === 'metadata' ? 'read' : permissions[name];
    return has === 'write' || has === level;
  });
  if (!installed || !given) throw new HttpError(403, 'Resource not accessible by integration');
}
