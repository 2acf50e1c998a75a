import { Buffer } from 'node:buffer';
import { stripVTControlCharacters } from 'node:util';

/** A longer line is known by its end only. */
const mostBytes = 4_096;

/** Hears what a process writes, and remembers the end of it. */
export interface LastLine {
  hear(chunk: Buffer): void;
  /** The last line that is not blank, without colours; null where there is none. */
  line(): string | null;
}

/** Nothing was heard yet. */
export function createLastLine(): LastLine {
  let end = Buffer.alloc(0);
  return {
    hear(chunk) {
      end = Buffer.concat([end, chunk.subarray(-mostBytes)]).subarray(-mostBytes);
    },
    line() {
      const lines = stripVTControlCharacters(end.toString('utf8')).split(/[\r\n]+/);
      const last = lines.findLast((line) => line.trim() !== '');
      return last?.trim() ?? null;
    },
  };
}

const secretName = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|(?:API|ACCESS|PRIVATE|SIGNING)_?KEY/i;
const shortestSecret = 6;

/**
 * Without the values of the variables whose names say that they are secrets: the runner hides secrets in the log of a job,
 * and nowhere else.
 */
export function withoutSecretValues(text: string, variables: Readonly<NodeJS.ProcessEnv>): string {
  const secrets = Object.entries(variables)
    .filter(([name]) => secretName.test(name))
    .flatMap(([, value = '']) => [value, ...value.split(/[\r\n]+/)])
    .map((value) => value.trim())
    .filter((value) => value.length >= shortestSecret)
    .toSorted((a, b) => b.length - a.length);
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}
