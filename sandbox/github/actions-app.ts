import { actionsBot } from './actions-service.ts';
import { type Actor, type App, type State, timestamp } from './state.ts';

/** The app that stands behind GITHUB_TOKEN. It has no webhook and no key; made when it is first needed. */
export function actionsApp(state: State): App {
  const slug = 'github-actions';
  const known = state.apps.get(slug);
  if (known !== undefined) return known;
  const app: App = {
    id: state.nextId(),
    slug,
    bot: actionsBot(state),
    publicKey: '',
    permissions: {},
    events: [],
    createdAt: timestamp(state),
    webhook: { url: '', secret: '' },
    deliveries: [],
  };
  state.apps.set(slug, app);
  return app;
}

/** The app that acts through a token; null for a person. */
export function appOfActor(state: State, actor: Actor): App | null {
  switch (actor.kind) {
    case 'installation':
      return actor.installation.app;
    case 'job':
      return actionsApp(state);
    case 'app':
      return actor.app;
    case 'user':
    case 'anonymous':
      return null;
    default:
      return actor satisfies never;
  }
}
