/** Who has an account: a person, the bot of an app, or an organization. */
export interface Account {
  readonly id: number;
  readonly login: string;
  /** An account of a person may be made one of an organization. */
  type: 'User' | 'Bot' | 'Organization';
}

/** How somebody belongs to a team; pending until an invitation is accepted. */
export interface Membership {
  readonly role: 'member' | 'maintainer';
  readonly state: 'active' | 'pending';
}

/** A team of an organization. */
export interface Team {
  readonly id: number;
  readonly organization: Account;
  readonly slug: string;
  /** By login. */
  readonly members: Map<string, Membership>;
}
