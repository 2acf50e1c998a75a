/** Plain Probot with an empty handler: `node plain-probot.ts <API address> <port>`. Says where it listens. */
import { Server, Probot } from 'probot';
import { pino } from 'pino';
import { privateKey } from './stub-github.ts';
import { webhookSecret } from './senders.ts';

const [, , baseUrl = '', port = ''] = process.argv;
const log = pino({ level: 'silent' });
const server = new Server({
  port: Number(port),
  host: '127.0.0.1',
  log,
  Probot: Probot.defaults({ appId: 7, privateKey, secret: webhookSecret, baseUrl, log }),
});
await server.load((app) => {
  app.on('pull_request', () => undefined);
});
const http = await server.start();
const address = http.address();
if (address === null || typeof address === 'string') throw new TypeError('No port.');
process.stdout.write(`http://127.0.0.1:${address.port}/api/github/webhooks\n`);
