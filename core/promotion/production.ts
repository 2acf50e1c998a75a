/**
 * Whether an environment is one that end users meet, as GitHub asks of a deployment: it takes only `production` for one
 * by itself, and would call the deployments in `production-eu` inactive one after another.
 */
export function isProduction(environment: string): boolean {
  return environment.split('-').some((part) => part === 'production' || part === 'prod');
}
