import { comments } from './look.ts';
import type { TestRepository } from './repository.ts';

/** Opens an issue, comments a command on it, and gives the answer without its backticks. */
export async function command(repository: TestRepository, body: string): Promise<string> {
  const { rest } = repository.world.as('maintainer');
  const { data } = await rest.issues.create({ ...repository.at, title: 'A wish' });
  await rest.issues.createComment({ ...repository.at, issue_number: data.number, body });
  await repository.settled();
  return (await comments(repository, data.number)).join('\n---\n').replaceAll('`', '');
}
