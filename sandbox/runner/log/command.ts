/** A workflow command on a line of output: `::name key=value::message`. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

function unescapeMessage(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeMessage(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

/** Reads a line of output as a workflow command, if it is one. */
export function parseCommand(line: string): WorkflowCommand | undefined {
  const match = /^\s*::([A-Za-z][\w-]*)(?:\s+([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line);
  if (match === null) return undefined;
  const [, name = '', list = '', message = ''] = match;
  const properties: Record<string, string> = {};
  for (const pair of list.split(',')) {
    const equals = pair.indexOf('=');
    if (equals > 0) {
      properties[pair.slice(0, equals).trim()] = unescapeProperty(pair.slice(equals + 1));
    }
  }
  return { name: name.toLowerCase(), properties, message: unescapeMessage(message) };
}
