import type { Addresses } from '../run/facts.ts';

/**
 * The addresses that jobs are given. GitHub's artifact and cache clients take any other server than github.com,
 * `*.ghe.com` or `*.localhost` for GitHub Enterprise Server and refuse to work with it, so the server's address
 * says `github.localhost`. It is for links only: the API and git are spoken to at the real address.
 */
export function addressesOf(github: { readonly url: string; readonly apiUrl: string }): Addresses {
  const server = new URL(github.url);
  if (server.hostname === '127.0.0.1' || server.hostname === 'localhost') {
    server.hostname = 'github.localhost';
  }
  return {
    serverUrl: server.href.replace(/\/$/, ''),
    apiUrl: github.apiUrl,
    gitUrl: github.url.replace(/\/$/, ''),
  };
}
