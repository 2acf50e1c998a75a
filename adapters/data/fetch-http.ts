import { join } from 'node:path';
import { type AssayError, InputError, RefusedError } from '../../core/errors.ts';
import { shownUrl } from '../../core/location/location.ts';
import { download } from '../transfer/download.ts';
import { httpSource } from '../transfer/http-source.ts';
import { transferProgress } from '../transfer/progress.ts';
import type { FetchedData, FetchOptions } from './fetched.ts';
import { inScratch, tooLarge } from './scratch.ts';
import { type TokenUse, tokenFor } from './token.ts';

/** Downloads a file of a web server. */
export function fetchHttp(url: URL, options: Required<FetchOptions>): Promise<FetchedData> {
  const { key, limits, patience, signal, tell, variables } = options;
  const shown = shownUrl(url);
  const token = tokenFor(url, variables);
  const source = httpSource({
    url,
    headers: token.kind === 'sent' ? token.headers : {},
    idleMs: patience.idleMs,
    refused: (status, host) => refusal({ key, shown, status, host, token }),
  });
  return inScratch(options.temporary, async (scratch, dispose) => {
    const path = join(scratch, '0');
    const { hash } = await download(source, {
      path,
      algorithm: 'sha256',
      patience,
      signal,
      limit: { bytes: limits.bytes, exceeded: () => tooLarge(key, shown, limits) },
      progress: (total) => transferProgress(`The download of ${shown}`, total, tell),
    });
    const digest = `sha256:${hash.toString('hex')}`;
    return { files: [{ path, shown }], digest, shown, dispose };
  });
}

interface Refused {
  readonly key: string;
  readonly shown: string;
  readonly status: number;
  readonly host: string;
  readonly token: TokenUse;
}

function refusal({ key, shown, status, host, token }: Refused): AssayError {
  const said = `${key} names ${shown}, and ${host} refuses it (${status})`;
  if (status === 401 || status === 403) {
    return new InputError('no-access', `${said}: ${accessAdvice(token, host)}.`);
  }
  if (status === 404 || status === 410) {
    return new InputError(
      'no-input',
      `${key} names ${shown}, and ${host} has no such file (${status}): correct the address, or write the file before.`,
    );
  }
  return new RefusedError(
    'download-refused',
    `${said}: look at the address, and at the server's log.`,
  );
}

function accessAdvice(token: TokenUse, host: string): string {
  switch (token.kind) {
    case 'sent':
      return 'let the account of ASSAY_DATA_TOKEN read it, or give a token that is not expired; a redirect to another host gets none';
    case 'not-listed':
      return `ASSAY_DATA_TOKEN was not sent, since ASSAY_DATA_HOSTS does not name ${host}; name it there if the token is for it`;
    case 'plain':
      return 'ASSAY_DATA_TOKEN was not sent, since the address has no TLS; use https://';
    case 'none':
      return 'give the step ASSAY_DATA_TOKEN, and the host in ASSAY_DATA_HOSTS, or an address with a signature that is not expired';
    default:
      return token satisfies never;
  }
}
