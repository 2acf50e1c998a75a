/**
 * The app in a process of its own, as a bench or a test wants it: `node app-server.ts <options as JSON>`. Says on
 * standard output where it takes webhooks; `memory` on a line of standard input has it say how much memory it has after
 * a collection, `idle` when nothing waits any more. The end of the input stops it.
 */
import { createInterface } from 'node:readline';
import { createLog } from '../../app/operations/log.ts';
import { type AppOptions, startApp } from '../../app/start.ts';

/** The options of the app that can be written as JSON. */
export type AppServerOptions = Omit<AppOptions, 'log'> & {
  readonly logLevel?: string;
};

const [, , json = '{}'] = process.argv;
// Whoever starts it has written it.
const { logLevel = 'silent', ...options } = JSON.parse(json) as AppServerOptions;
const app = await startApp({
  ...options,
  log: createLog(logLevel, { write: (line) => process.stderr.write(line) }),
});
process.stdout.write(`${app.webhookUrl}\n`);
for await (const line of createInterface(process.stdin)) {
  if (line === 'idle') {
    await app.idle();
    process.stdout.write('{}\n');
  }
  if (line === 'memory') {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    process.stdout.write(`${JSON.stringify({ heapUsed, rss })}\n`);
  }
}
await app.close();
