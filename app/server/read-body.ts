import type { IncomingMessage } from 'node:http';
import { failed, ok, type Result } from '../../core/result.ts';

/** How much may be read. */
export interface BodyLimits {
  readonly largestBytes: number;
  /** Of all bodies together that are held at once. */
  readonly mostHeldBytes: number;
}

/** The body as it came, or why it was not read to its end. `held` counts what is held of all bodies now. */
export async function readBody(
  request: IncomingMessage,
  held: { bytes: number },
  { largestBytes, mostHeldBytes }: BodyLimits,
): Promise<Result<Buffer, 'too-large' | 'too-many'>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      held.bytes += chunk.length;
      if (size > largestBytes) return failed('too-large');
      if (held.bytes > mostHeldBytes) return failed('too-many');
      chunks.push(chunk);
    }
    return ok(Buffer.concat(chunks));
  } finally {
    held.bytes -= size;
  }
}

/** A header that came once; empty where there is none. */
export function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
