import { timeText } from './drift/time-text.ts';
import type { Wording } from './drift/words.ts';
import { literal } from './literal.ts';

/** How sentences in Markdown name what comes from outside. */
export const driftWording: Wording = {
  name: (text) => literal(text, 80),
  time: (text) => literal(timeText(text), 40),
};
