import type { Config, ModelConfig, Policy } from '../../schemas/types.ts';

/** The organisation's policy, and where it lies. */
export interface Organisation {
  /** `owner/.github/.github/assay-policy.yml`. */
  readonly file: string;
  readonly policy: Policy;
}

/** The policy as one model stands under it. */
export interface ModelOrganisation extends Organisation {
  /** What the verdict says of it: what of the model's own configuration does not hold, and what the policy adds; sentences. */
  readonly notes: readonly string[];
}

/**
 * A model's configuration with the organisation's policy that it stands under, left out where there is none. What holds
 * is asked of the functions of this folder: they read both, and the stricter of the two holds.
 */
export interface GovernedModel extends ModelConfig {
  readonly organisation?: ModelOrganisation;
}

/** A repository's configuration with the organisation's policy, left out where there is none. */
export interface GovernedConfig extends Config {
  readonly models: Record<string, GovernedModel>;
  readonly organisation?: Organisation;
}

/** Where the policy lies, in the repository `.github` of the organisation. */
export const policyPath = '.github/assay-policy.yml';

/** The repository of the organisation that the policy lies in. */
export const policyRepository = '.github';

/** How the policy of an owner is called in messages: as its file. */
export function policyFile(owner: string): string {
  return `${owner}/${policyRepository}/${policyPath}`;
}

/** Says that a value comes from the organisation's policy: its file, and the key there. */
export function policySource({ file }: Organisation, key: string): string {
  return `organisation policy ${file}: ${key}`;
}
