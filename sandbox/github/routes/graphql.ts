import { HttpError, json, type Route, text } from '../route.ts';

const whoAmI = '{viewer{login}}';

/**
 * The one question of GraphQL that is answered: whose a token is. REST tells that of people's tokens only; GraphQL of
 * an installation's and a job's too.
 */
export const graphql = [
  {
    method: 'POST',
    path: '/api/graphql',
    need: 'token',
    web: true,
    handle({ account, body }) {
      const query = (text(body, 'query') ?? '').replace(/^query\b/, '').replaceAll(/\s/g, '');
      if (query !== whoAmI) {
        throw new HttpError(
          501,
          'The embedded GitHub answers no GraphQL but { viewer { login } }.',
        );
      }
      return json({ data: { viewer: { login: account.login } } });
    },
  },
] as const satisfies readonly Route[];
