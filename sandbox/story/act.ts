import type { Narrator } from './narrator.ts';
import type { World } from './world.ts';

/** An act of the story: does what people do, and throws a StoryError when Assay doesn't do its part. */
export type Act = (world: World, narrator: Narrator) => Promise<void>;
