#!/usr/bin/env node
import manifest from '../package.json' with { type: 'json' };
import { AssayError } from '../core/errors.ts';
import { suggestion } from '../core/text/nearest.ts';
import type { Command } from './command.ts';

/** A command's code is loaded only when it runs. */
const commands = [
  {
    name: 'validate',
    usage: 'validate [file]',
    summary: 'Check a configuration; the usual file is .github/assay.yml.',
    run: async (args) => (await import('./commands/validate.ts')).validate(args),
  },
  {
    name: 'demo',
    usage: 'demo [--serve] [--port N] [--out FOLDER]',
    summary: 'Play the whole story on an embedded GitHub.',
    run: async (args) => (await import('./commands/demo.ts')).demo(args),
  },
  {
    name: 'app-manifest',
    usage:
      'app-manifest --url URL | --code CODE [--organization NAME] [--name NAME] [--out FOLDER] [--port N | --page FILE]',
    summary: 'Register the app at GitHub, through a page in the browser.',
    run: async (args) => (await import('./commands/app-manifest.ts')).registerApp(args),
  },
  {
    name: 'doctor',
    usage: 'doctor [--url URL] [--json]',
    summary: "Check what the app needs, with the app's variables.",
    run: async (args) => (await import('./commands/doctor.ts')).doctor(args),
  },
  {
    name: 'inbox',
    usage: 'inbox list [--json] | replay ID | replay --all  [--url URL]',
    summary: "Show the app's inbox and what was given up; put it back.",
    run: async (args) => (await import('./commands/inbox.ts')).inbox(args),
  },
  {
    name: 'monitor-token',
    usage: 'monitor-token OWNER/NAME [--adapter vertex]',
    summary: "Show the token with which monitors report for a repository; needs the app's secret.",
    run: async (args) => (await import('./commands/monitor-token.ts')).showMonitorToken(args),
  },
  {
    name: 'evidence',
    usage: 'evidence MODEL@VERSION [--repository OWNER/NAME | --ledger FOLDER] [--out FOLDER]',
    summary: 'Make a folder for an auditor: all that is on record of a version.',
    run: async (args) => (await import('./commands/evidence.ts')).evidence(args),
  },
  {
    name: 'verify',
    usage:
      'verify MODEL@VERSION --repository OWNER/NAME [--output FOLDER] | --folder FOLDER  [--key FILE | --roots FILE --identity ID [--issuer URL]] [--require-signature] [--json]',
    summary: 'Check bytes, records and signatures of a version offline; say what is proved.',
    run: async (args) => (await import('./commands/verify.ts')).verifyVersion(args),
  },
] as const satisfies readonly Command[];

/** Runs a command and resolves with the exit status: 0, 1 when it found something wrong, 2 for a wrong call. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    return 0;
  }
  if (name === '--version') {
    process.stdout.write(`${manifest.version}\n`);
    return 0;
  }
  const command: Command | undefined = commands.find((one) => one.name === name);
  if (command === undefined) {
    const names = commands.map((one) => one.name);
    return complain(
      `${name} is not a command of assay${suggestion(name, names)} See assay --help.`,
      2,
    );
  }
  if (args.includes('--help')) {
    process.stdout.write(`assay ${command.usage}\n${command.summary}\n`);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof AssayError) return complain(error.message, 1);
    if (isWrongCall(error)) return complain(`${error.message} Usage: assay ${command.usage}`, 2);
    throw error;
  }
}

const longestUsage = 40;

/** A usage that is too long for its column has a line of its own. */
function help(): string {
  const own = { usage: '--version', summary: 'Print the version.' };
  const lines = [...commands, own].map(({ usage, summary }) =>
    usage.length > longestUsage
      ? `  ${usage}\n  ${' '.repeat(longestUsage)}  ${summary}`
      : `  ${usage.padEnd(longestUsage)}  ${summary}`,
  );
  return `assay: GitOps for machine-learning models, on GitHub.\n\n${lines.join('\n')}\n`;
}

function complain(sentence: string, status: number): number {
  process.stderr.write(`${sentence}\n`);
  return status;
}

/** Whether an error is of Node's `parseArgs`: an option that the command doesn't have. */
function isWrongCall(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}

process.exitCode = await main(process.argv.slice(2));
