const stringTag = 'tag:yaml.org,2002:str';

/** Why a value with a tag can't be read or replaced, as the end of a sentence: each reader makes of it what it likes. */
export function tagObstacle(tag: string | undefined): string | null {
  return tag === undefined || tag === stringTag ? null : `has the tag ${tag}; edit it by hand.`;
}
