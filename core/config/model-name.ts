/** The names that models may have: they become parts of branches, tags, artifacts and paths. */
export const modelPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
