import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A runtime token that names a run and a job, as far as the client reads it. */
const runtimeToken = `e30.${Buffer.from(JSON.stringify({ scp: 'Actions.Results:run:job' })).toString('base64url')}.x`;

/** What its client asks: a wrapped text is sent as it is. */
interface Question {
  readonly name: string;
  readonly name_filter?: string | { readonly value: string };
}

function wanted(filter: NonNullable<Question['name_filter']>): string {
  return typeof filter === 'string' ? filter : filter.value;
}

/** As much of the artifact service as its client uses. The next `failing` uploads are refused at their end. */
export async function artifactService() {
  const artifacts = new Map<string, number>();
  const service = { failing: 0, asked: [] as string[] };
  let address = '';
  let lastId = 0;
  const named = (filter: Question['name_filter']): readonly (readonly [string, number])[] =>
    [...artifacts].filter(([known]) => filter === undefined || wanted(filter) === known);
  const answer = (method: string, { name, name_filter: filter }: Question): object | null => {
    switch (method) {
      case 'CreateArtifact':
        if (artifacts.has(name)) return null;
        return { ok: true, signed_upload_url: `${address}/account/artifacts/blob?sig=x` };
      case 'FinalizeArtifact':
        service.failing -= 1;
        if (service.failing >= 0) return null;
        lastId += 1;
        artifacts.set(name, lastId);
        return { ok: true, artifact_id: String(lastId) };
      case 'ListArtifacts':
        return {
          artifacts: named(filter).map(([known, id]) => ({
            workflow_run_backend_id: 'run',
            workflow_job_run_backend_id: 'job',
            database_id: String(id),
            name: known,
            size: '1',
          })),
        };
      default: {
        const id = artifacts.get(name) ?? 0;
        artifacts.delete(name);
        return { ok: true, artifact_id: String(id) };
      }
    }
  };
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (request.method === 'PUT') return response.writeHead(201).end();
      const method = request.url?.split('/').at(-1) ?? '';
      service.asked.push(method);
      const found = answer(method, JSON.parse(body.toString()) as Question);
      // A status that the client doesn't try again by itself.
      response.writeHead(found === null ? 409 : 200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(found ?? { code: 'aborted', msg: 'No' }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const variables = { ACTIONS_RUNTIME_TOKEN: runtimeToken, ACTIONS_RESULTS_URL: address };
  return Object.assign(service, { artifacts, variables });
}
