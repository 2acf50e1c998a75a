import { type GitCommand, runGit } from './run.ts';
import type { Answer, Order } from './runner.ts';

/** The process of a runner: it takes orders from its parent, and ends with it. */

process.on('message', (order: Order) => {
  void carryOut(order.command).then((result) => {
    const answer: Answer = { id: order.id, ...result };
    process.send?.(answer);
  });
});

process.on('disconnect', () => process.exit());
// Ctrl+C reaches the whole group; it is for the parent to say when this one ends.
process.on('SIGINT', () => undefined);

async function carryOut(command: GitCommand): Promise<Omit<Answer, 'id'>> {
  try {
    return await runGit(command);
  } catch (error) {
    return { stdout: Buffer.alloc(0), stderr: String(error), exitCode: null };
  }
}
