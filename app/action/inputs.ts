/** What `app/action.yml` declares. */
export const appAction = {
  name: 'app',
  inputs: ['token', 'pull-request-token'],
  outputs: [],
} as const;

export type AppInput = (typeof appAction.inputs)[number];
