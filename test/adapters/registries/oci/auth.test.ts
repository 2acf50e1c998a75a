import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openOci } from '../../../../adapters/registries/oci.ts';
import type { StoreAccess } from '../../../../adapters/registries/registry.ts';
import type { Draft } from '../../../../adapters/registries/store.ts';
import { temporaryFolder } from '../../temporary.ts';
import { type DockerRegistry, hasDockerRegistry, startDockerRegistry } from './docker-registry.ts';
import { type FaultProxy, faultProxy } from './fault-proxy.ts';
import { accessWith, announcementOf, bikesOnDisk, impatient, recordOf } from './model.ts';

const draft: Draft = { attach: () => Promise.reject(new Error('Nothing is attached.')) };
const secret = 'robot:secret';
const basic = `Basic ${Buffer.from(secret).toString('base64')}`;
const variables = { ASSAY_OCI_USERNAME: 'robot', ASSAY_OCI_PASSWORD: 'secret' };

/** Docker's configuration in a folder of its own. */
async function dockerConfig(content: unknown): Promise<Record<string, string>> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { DOCKER_CONFIG: await temporaryFolder({ 'config.json': text }) };
}

const smallModel = () => bikesOnDisk({ 'weights.bin': 'weights' });

async function registerOn(host: string, access: StoreAccess) {
  const settings = { type: 'oci', repository: `${host}/acme/bikes` } as const;
  const store = openOci(access, settings, impatient);
  const model = await smallModel();
  const packed = await store.pack(model, '');
  await packed.upload(draft, '1.0.0');
  const record = recordOf(model, packed);
  await store.announce(announcementOf(record));
  return { store, record };
}

describe.skipIf(!hasDockerRegistry)('who asks a registry', () => {
  let registry: DockerRegistry;
  let open: DockerRegistry;
  beforeAll(async () => {
    registry = await startDockerRegistry({ auth: true });
    open = await startDockerRegistry();
  });
  afterAll(() => Promise.all([registry.stop(), open.stop()]));

  /** A server that gives tokens, and a registry that wants them. */
  const tokenWorld = async ({ realm = '', forAnybody = false } = {}) => {
    const asked: { method: string; url: URL; authorization: string; body: string }[] = [];
    const given = new Set<string>();
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://x');
        const { authorization = '' } = request.headers;
        asked.push({ method: request.method ?? '', url, authorization, body });
        const isKnown =
          forAnybody || authorization === basic || body.includes('refresh_token=identity');
        const token = `token-${asked.length}`;
        if (isKnown) given.add(`Bearer ${token}`);
        response.writeHead(isKnown ? 200 : 403).end(JSON.stringify({ token, expires_in: 300 }));
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      server.close();
    });
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
    const proxy = await faultProxy(open.host);
    const challenge = `Bearer realm="${realm || address}",service="models",scope="repository:acme/bikes:pull,push"`;
    proxy.fault = ({ headers }) =>
      given.has(headers.authorization ?? '')
        ? null
        : { kind: 'answer', status: 401, headers: { 'www-authenticate': challenge } };
    return { proxy, asked, given };
  };

  /** A registry that wants a password, and sends downloads on to one that does not. */
  const movedWorld = async (moved: (elsewhere: FaultProxy) => string) => {
    const elsewhere = await faultProxy(open.host);
    const proxy = await faultProxy(registry.host);
    const { store, record } = await registerOn(proxy.host, accessWith(variables));
    await registerOn(open.host, accessWith());
    proxy.fault = ({ method, path }) =>
      method === 'GET' && path.includes('/blobs/')
        ? { kind: 'answer', status: 307, headers: { location: `${moved(elsewhere)}${path}` } }
        : null;
    return { elsewhere, proxy, store, record };
  };

  describe('with a password', () => {
    it('is what the variables say', async () => {
      const { store, record } = await registerOn(registry.host, accessWith(variables));
      expect(await store.problem(record)).toBeNull();
    });

    it('is what docker login has written, for whoever has only the record too', async () => {
      const auths = { [registry.host]: { auth: Buffer.from(secret).toString('base64') } };
      const docker = await dockerConfig({ auths });
      const { record } = await registerOn(registry.host, accessWith(docker));
      const app = openOci(accessWith(docker, [registry.host]), { type: 'oci' }, impatient);
      expect(await app.problem(record)).toBeNull();
    });

    it.each<[string, () => Promise<Record<string, string>>, RegExp]>([
      ['nothing is known', () => Promise.resolve({}), /wants to know who asks\. Log in with/],
      [
        'nothing is known in a job',
        () => Promise.resolve({ GITHUB_ACTIONS: 'true' }),
        /who asks\. Log in before with docker\/login-action/,
      ],
      [
        'the password is wrong',
        () => Promise.resolve({ ...variables, ASSAY_OCI_PASSWORD: 'wrong' }),
        /\(401 UNAUTHORIZED\)/,
      ],
      [
        'only others are known',
        () => dockerConfig({ auths: { 'ghcr.io': { auth: 'eDp5' } } }),
        /who asks/,
      ],
      [
        'a helper keeps them',
        () => dockerConfig({ credsStore: 'desktop' }),
        /who asks\. .* to a credential helper, which Assay does not run\.$/,
      ],
      ['the file is none', () => dockerConfig('{"auths": hunter2'), /is no JSON/],
    ])('is refused with what to do where %s', async (_, known, words) => {
      const trying = registerOn(registry.host, accessWith(await known()));
      await expect(trying).rejects.toThrow(words);
      await expect(trying).rejects.not.toThrow(/hunter2|wrong|cm9ib3Q/);
    });
  });

  describe('with a token', () => {
    it.each([[{}], [{ credsStore: 'desktop' }]])(
      "gets what anybody may read, whatever Docker's configuration is: %j",
      async (config) => {
        const { proxy, asked } = await tokenWorld({ forAnybody: true });
        const { record } = await registerOn(proxy.host, accessWith(variables));
        const access = accessWith(await dockerConfig(config), [proxy.host]);
        const app = openOci(access, { type: 'oci' }, impatient);
        expect(await app.problem(record)).toBeNull();
        expect(asked.at(-1)?.authorization).toBe('');
      },
    );

    it('tells whoever runs the app where it looks, and of a helper, when that is not enough', async () => {
      const { proxy } = await tokenWorld();
      const { record } = await registerOn(proxy.host, accessWith(variables));
      const access = accessWith(await dockerConfig({ credsStore: 'x' }), [proxy.host]);
      const said = await openOci(access, { type: 'oci' }, impatient).problem(record);
      expect(said).toMatch(
        /Whoever runs the app gives it an account .* which Assay does not run\.$/,
      );
      expect(said).not.toContain('ASSAY_OCI');
    });

    it('asks for one with its password, for what the registry wants, and uses it until half of its life is over', async () => {
      const { proxy, asked } = await tokenWorld();
      await registerOn(proxy.host, accessWith(variables));
      // One talk uploads, another announces.
      expect(asked).toHaveLength(2);
      expect(asked[0]).toMatchObject({ method: 'GET', authorization: basic });
      const wanted = Object.fromEntries(asked[0]?.url.searchParams ?? []);
      expect(wanted).toEqual({ service: 'models', scope: 'repository:acme/bikes:pull,push' });
    });

    it('asks again when the registry takes a token no more', async () => {
      const { proxy, asked, given } = await tokenWorld();
      const pass = proxy.fault;
      proxy.fault = (seen) => {
        if (seen.method === 'PUT' && seen.before === 0) given.clear();
        return pass(seen);
      };
      const { store, record } = await registerOn(proxy.host, accessWith(variables));
      expect(await store.problem(record)).toBeNull();
      expect(asked.length).toBeGreaterThan(3);
    });

    it('asks with the identity token that docker login got', async () => {
      const { proxy, asked } = await tokenWorld();
      const auths = { [proxy.host]: { identitytoken: 'identity' } };
      await registerOn(proxy.host, accessWith(await dockerConfig({ auths })));
      expect(asked[0]).toMatchObject({ method: 'POST', authorization: '' });
      expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
        grant_type: 'refresh_token',
        client_id: 'assay',
        service: 'models',
        scope: 'repository:acme/bikes:pull,push',
        refresh_token: 'identity',
      });
    });

    it('asks without a name where nothing is known, and says what to do when that is not enough', async () => {
      const { proxy, asked } = await tokenWorld();
      await expect(registerOn(proxy.host, accessWith())).rejects.toMatchObject({
        code: 'registry-denied',
      });
      expect(asked[0]?.authorization).toBe('');
    });

    it('sends credentials to no realm without TLS elsewhere', async () => {
      const { proxy } = await tokenWorld({ realm: 'http://192.0.2.1/token' });
      const trying = registerOn(proxy.host, accessWith(variables));
      await expect(trying).rejects.toMatchObject({ code: 'bad-realm' });
    });
  });

  describe('when a download is sent on to another host', () => {
    it('does not say there who it is', async () => {
      const { elsewhere, proxy, store, record } = await movedWorld(({ host }) => `http://${host}`);
      await store.fetch(record, await temporaryFolder(), '');
      expect(elsewhere.asked).toHaveLength(1);
      expect(elsewhere.asked[0]?.headers.authorization).toBeUndefined();
      expect(proxy.asked.at(-1)?.headers.authorization).toBe(basic);
    });

    it('takes no challenge from there', async () => {
      const { elsewhere, store, record } = await movedWorld(({ host }) => `http://${host}`);
      elsewhere.fault = () => ({
        kind: 'answer',
        status: 401,
        headers: { 'www-authenticate': 'Basic realm="x"' },
      });
      await expect(store.fetch(record, await temporaryFolder(), '')).rejects.toMatchObject({
        code: 'registry-denied',
      });
      expect(elsewhere.asked).toHaveLength(1);
    });

    it.each([
      ['without TLS', 'http://192.0.2.1'],
      ['that is no address', 'http://['],
      ['to another protocol', 'file://'],
    ])('goes nowhere %s', async (_, address) => {
      const { store, record } = await movedWorld(() => address);
      await expect(store.fetch(record, await temporaryFolder(), '')).rejects.toMatchObject({
        code: 'bad-redirect',
      });
    });
  });
});
