/** Tags by their names. Neither may hold quotation marks. */
export type Tags = Readonly<Record<string, string>>;

/** The conditions of a search for what has these tags. */
export function tagFilters(tags: Tags): readonly string[] {
  return Object.entries(tags).map(([key, value]) => `tags.\`${key}\` = '${value}'`);
}

/** Tags as MLflow takes them. */
export function tagList(tags: Tags): readonly { readonly key: string; readonly value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
