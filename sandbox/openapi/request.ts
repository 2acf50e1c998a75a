import type { Checker } from './checker.ts';
import { closed } from './closed.ts';
import type { ApiExtract, OperationDescription, Schema } from './description.ts';
import type { Operation } from './match.ts';
import { notDocumented } from './phrase.ts';

/** Whether a request or response carries a body; Octokit sends an empty text with a PUT that has none. */
export function hasBody(body: unknown): boolean {
  return body !== undefined && body !== null && body !== '';
}

/** What of a request's path, query and body its operation does not document. */
export function requestProblems(
  check: Checker,
  api: ApiExtract,
  operation: Operation,
  sent: { readonly query: URLSearchParams; readonly body: unknown },
): readonly string[] {
  const description = api.operations[operation.name];
  if (description === undefined) return [];
  const parameters = (part: 'path' | 'query', values: Readonly<Record<string, string>>) =>
    check({
      subject: operation.name,
      part,
      // A copy: numbers in it become numbers.
      value: { ...values },
      schema: () => parametersSchema(description, part),
      isText: true,
    });
  return [
    parameters('path', operation.parameters),
    ...unknownQuery(description, sent.query),
    parameters('query', Object.fromEntries(sent.query)),
    bodyProblem(check, api, operation.name, sent.body),
  ].filter((problem) => problem !== null);
}

function bodyProblem(check: Checker, api: ApiExtract, name: string, value: unknown): string | null {
  const body = api.operations[name]?.body;
  if (body === undefined) return hasBody(value) ? 'a body is not documented' : null;
  const { schema, required } = body;
  if (schema === undefined) return null;
  if (!hasBody(value)) return required ? 'the body is missing' : null;
  const resolve = (reference: string): Schema =>
    api.schemas[reference.slice(`${api.$id}#/schemas/`.length)] ?? {};
  return check({ subject: name, part: 'body', value, schema: () => closed(schema, resolve) });
}

function parametersSchema(description: OperationDescription, part: 'path' | 'query'): Schema {
  const all = description.parameters.filter((parameter) => parameter.in === part);
  return {
    type: 'object',
    properties: Object.fromEntries(all.map(({ name, schema }) => [name, schema])),
    required: part === 'path' ? [] : all.filter(({ required }) => required).map(({ name }) => name),
  };
}

function unknownQuery(
  description: OperationDescription,
  query: URLSearchParams,
): readonly string[] {
  const all = description.parameters.filter((parameter) => parameter.in === 'query');
  const documented = all.map(({ name }) => name);
  return [...new Set(query.keys())]
    .filter((name) => !documented.includes(name))
    .map((name) => notDocumented(name, documented, `query.${name}`));
}
