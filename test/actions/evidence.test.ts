import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { gitHubSource } from '../../adapters/evidence/github-source.ts';
import { repositoryWithToken } from '../../adapters/github/with-token.ts';
import { evidenceFile } from '../../actions/register/evidence.ts';
import { history } from '../core/evidence/history.ts';
import { temporaryFolder } from '../adapters/temporary.ts';

const { version, run, evaluation } = history();

type Arguments = Parameters<typeof evidenceFile>;

/** A GitHub that answers everything with this status, and a model whose work is done in a folder. */
async function gitHubThatAnswers(status: number): Promise<Arguments> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"No."}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const job = { owner: 'octo', repo: 'models', apiUrl: `http://127.0.0.1:${port}` };
  const source = gitHubSource(repositoryWithToken(job, 'a token'));
  const root = join(await temporaryFolder(), 'records');
  const model = { name: 'bike-demand', records: { root } } as unknown as Arguments[1];
  return [source, model, { version, run, evaluation }, []];
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the evidence of a registration', () => {
  it.each([401, 403, 404, 500])(
    'is left out with a warning where GitHub answers %i, and nothing fails',
    async (status) => {
      const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
      expect(await evidenceFile(...(await gitHubThatAnswers(status)))).toEqual([]);
      const [said] = written.mock.calls.map(([text]) => String(text));
      expect(said).toContain('::warning::bike-demand@v1.1.0 is published without the archive');
      expect(said).toContain(String(status));
    },
  );
});
