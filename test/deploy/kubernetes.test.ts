import { generateKeyPairSync } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { appVariables, readAppSettings } from '../../adapters/app-settings.ts';
import { usualGraceMs } from '../../app/start.ts';
import { webhookPath } from '../../core/app-manifest.ts';
import { readContainerfile, root, textsOf } from './containerfile.ts';

const folder = join(root, 'deploy/kubernetes');
const files = globSync(['*.yaml', 'examples/*.yaml'], { cwd: folder }).sort();

interface Port {
  readonly name: string;
  readonly containerPort: number;
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly env: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: {
      readonly secretKeyRef: {
        readonly name: string;
        readonly key: string;
        readonly optional?: boolean;
      };
    };
  }[];
  readonly ports: readonly Port[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly lifecycle: {
    readonly preStop: { readonly exec: { readonly command: readonly string[] } };
  };
  readonly resources: unknown;
  readonly securityContext: unknown;
}

interface Deployment {
  readonly spec: {
    readonly replicas: number;
    readonly strategy: unknown;
    readonly selector: { readonly matchLabels: object };
    readonly template: {
      readonly metadata: { readonly labels: object; readonly annotations: object };
      readonly spec: {
        readonly automountServiceAccountToken: boolean;
        readonly terminationGracePeriodSeconds: number;
        readonly securityContext: { readonly runAsUser: number };
        readonly containers: readonly Container[];
      };
    };
  };
}

/** What a manifest says; each test names the shape that it asks for. */
function read(file: string): unknown {
  return parse(readFileSync(join(folder, file), 'utf8'));
}

const { spec } = read('deployment.yaml') as Deployment;
const pod = spec.template.spec;
const [container] = pod.containers as readonly [Container];

describe('the manifests', () => {
  it.each(files)('%s is one object with a name, of no namespace', (file) => {
    const object = read(file) as {
      kind: string;
      apiVersion: string;
      metadata?: { name: string; namespace?: string };
    };
    expect(object.apiVersion).not.toBe('');
    if (object.kind === 'Kustomization') return;
    expect(object.metadata?.name).toBe('assay');
    expect(object.metadata).not.toHaveProperty('namespace');
  });

  it('are all applied, but for the examples', () => {
    const { resources } = read('kustomization.yaml') as { resources: readonly string[] };
    const own = files.filter((file) => !file.includes('/') && file !== 'kustomization.yaml');
    expect(new Set(resources)).toEqual(new Set(own));
  });

  it('select the pods by the label that they have', () => {
    const { labels } = spec.template.metadata;
    expect(spec.selector.matchLabels).toEqual(labels);
    const selector = (file: string) =>
      (read(file) as { spec: { selector: { matchLabels?: object } } }).spec.selector;
    expect(selector('service.yaml')).toEqual(labels);
    expect(selector('pod-disruption-budget.yaml').matchLabels).toEqual(labels);
    expect(selector('examples/pod-monitor.yaml').matchLabels).toEqual(labels);
    const policy = read('network-policy.yaml') as {
      spec: { podSelector: { matchLabels: object } };
    };
    expect(policy.spec.podSelector.matchLabels).toEqual(labels);
  });
});

describe('the deployment', () => {
  it('keeps two replicas, also while it is changed', () => {
    expect(spec.replicas).toBe(2);
    expect(spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    });
    const budget = read('pod-disruption-budget.yaml') as { spec: { minAvailable: number } };
    expect(budget.spec.minAvailable).toBe(1);
  });

  it('runs without root, without rights and with nothing to write to', () => {
    expect(pod.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(textsOf(readContainerfile().image, 'USER')).toEqual(['1000:1000']);
    expect(container.resources).toMatchObject({ limits: { memory: expect.any(String) } });
  });

  it('asks for health and readiness on the operations port, under the paths that the app serves', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container;
    expect(startupProbe.httpGet).toEqual({ path: '/healthz', port: 'operations' });
    expect(livenessProbe.httpGet).toEqual(startupProbe.httpGet);
    expect(readinessProbe.httpGet).toEqual({ path: '/readyz', port: 'operations' });
    const { annotations } = spec.template.metadata;
    expect(annotations).toMatchObject({ 'prometheus.io/port': '9000' });
  });

  it('gives jobs the time that the app gives them', () => {
    const [program, seconds] = container.lifecycle.preStop.exec.command;
    expect(program).toBe('sleep');
    const needed = Number(seconds) + usualGraceMs / 1_000;
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(needed + 10);
  });

  it('sets variables of the app, such that it starts', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const { stringData } = read('examples/secret.yaml') as { stringData: Record<string, string> };
    const secret: Record<string, string> = { ...stringData, ASSAY_PRIVATE_KEY: privateKey };
    const variables = Object.fromEntries(
      container.env.map(({ name, value, valueFrom }) => [
        name,
        value ?? secret[valueFrom?.secretKeyRef.key ?? ''],
      ]),
    );
    expect(appVariables).toEqual(expect.arrayContaining(Object.keys(variables)));
    const settings = await readAppSettings(variables);
    expect(settings).toMatchObject({ ok: true });
    const ports = container.ports.map(({ name, containerPort }) => [name, containerPort]);
    expect(settings.ok && [settings.value.port, settings.value.operationsPort]).toEqual(
      ports.map(([, number]) => number),
    );
    expect(ports.map(([name]) => name)).toEqual(['webhook', 'operations']);
  });
});

describe('the network', () => {
  it('leads from outside to the webhook alone', () => {
    const ingress = read('examples/ingress.yaml') as {
      spec: {
        rules: readonly { http: { paths: readonly { path: string; pathType: string }[] } }[];
      };
    };
    const paths = ingress.spec.rules.flatMap(({ http }) => http.paths);
    expect(paths).toMatchObject([{ path: webhookPath, pathType: 'Exact' }]);
    const service = read('service.yaml') as { spec: { ports: readonly { targetPort: string }[] } };
    expect(service.spec.ports.map(({ targetPort }) => targetPort)).toEqual(['webhook']);
  });

  it('opens the operations port to monitoring only', () => {
    const { spec: policy } = read('network-policy.yaml') as {
      spec: {
        policyTypes: readonly string[];
        ingress: readonly { from?: readonly unknown[]; ports: readonly { port: string }[] }[];
      };
    };
    expect(policy.policyTypes).toEqual(['Ingress', 'Egress']);
    const operations = policy.ingress.filter(({ ports }) =>
      ports.some(({ port }) => port === 'operations'),
    );
    expect(operations).toHaveLength(1);
    expect(operations[0]?.from).toHaveLength(1);
  });
});
