import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** An instruction of the Containerfile, with what stands behind its name. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** The instructions of the last stage, which is the image, and those of the stages before it. */
export function readContainerfile(): {
  readonly image: readonly Instruction[];
  readonly before: readonly Instruction[];
} {
  const instructions = readFileSync(`${root}/deploy/Containerfile`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line): Instruction => {
      const [name = '', ...words] = line.split(' ');
      return { name, text: words.join(' ') };
    });
  const last = instructions.findLastIndex(({ name }) => name === 'FROM');
  return { before: instructions.slice(0, last), image: instructions.slice(last) };
}

/** What stands behind each instruction of a name. */
export function textsOf(instructions: readonly Instruction[], wanted: string): readonly string[] {
  return instructions.filter(({ name }) => name === wanted).map(({ text }) => text);
}

/** What is copied from the repository: sources, and where they go. */
export function copiesOf(
  instructions: readonly Instruction[],
): readonly { readonly sources: readonly string[]; readonly target: string }[] {
  return textsOf(instructions, 'COPY')
    .filter((text) => !text.startsWith('--from'))
    .map((text) => {
      const words = text.split(' ');
      return { sources: words.slice(0, -1), target: words.at(-1) ?? '' };
    });
}

/** The command of an instruction in JSON. */
export function commandOf(text: string): readonly string[] {
  return JSON.parse(text.slice(text.indexOf('['))) as readonly string[];
}
