import { type CommandName, type ParsedCommand, specOf } from './grammar.ts';
import type { Parameter, Target } from './parameter.ts';

/** How a command is written, such as `promote <model>[@version] <environment>`. */
export function usageOf(name: CommandName): string {
  return [name, ...specOf(name).parameters.map(usageOfParameter)].join(' ');
}

function usageOfParameter(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'keyword':
      return parameter.word;
    case 'option':
      return `[${parameter.keyword} <${parameter.takes}>]`;
    case 'phrase':
      return `[${parameter.keywords.join(' ')} [${parameter.name}]]`;
    case 'rest':
      return parameter.optional ? `[${parameter.name}…]` : `<${parameter.name}…>`;
    case 'word':
      if (parameter.takes === 'target') return '<model>[@version]';
      return parameter.optional ? `[${parameter.name}]` : `<${parameter.name}>`;
    default:
      return parameter satisfies never;
  }
}

/** The words that are read as this command again. */
export function formatCommand({ name, arguments: values }: ParsedCommand): string {
  const given: Readonly<Record<string, string | Target | null>> = values;
  const words = specOf(name).parameters.flatMap((parameter) => {
    if (parameter.kind === 'keyword') return [parameter.word];
    const value = given[parameter.name] ?? null;
    if (value === null) return [];
    const word = typeof value === 'string' ? value : targetWord(value);
    if (parameter.kind === 'option') return [parameter.keyword, word];
    if (parameter.kind === 'phrase') return [...parameter.keywords, word];
    return [parameter.kind === 'rest' ? quoted(word) : word];
  });
  return [name, ...words].join(' ');
}

function targetWord({ model, version }: Target): string {
  return version === null ? model : `${model}@${version}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
