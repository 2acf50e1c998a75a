import { describe, expect, it } from 'vitest';
import { createLog, type Logger } from '../../../app/operations/log.ts';

/** What is written when something is logged. */
function written(say: (log: Logger) => void, level = 'info'): string {
  const lines: string[] = [];
  say(createLog(level, { write: (line) => lines.push(line) }));
  return lines.join('');
}

const secret = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';

describe('the log', () => {
  it('is one JSON object a line, with its time, level and sentence', () => {
    const [line = '', rest] = written((log) => {
      log.info({ delivery: 'd', event: 'ping' }, 'A delivery was taken.');
    }).split('\n');
    expect(rest).toBe('');
    expect(JSON.parse(line)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      name: 'assay',
      delivery: 'd',
      event: 'ping',
      msg: 'A delivery was taken.',
    });
  });

  it('leaves out what is below its level', () => {
    const text = written((log) => {
      log.debug('Small.');
      log.warn('Grave.');
    }, 'warn');
    expect(text).toContain('Grave.');
    expect(text).not.toContain('Small.');
  });

  it('shows of an error what it is, and not the request that it carries', () => {
    const request = { headers: { authorization: `token ${secret}` }, url: 'https://x' };
    const error = Object.assign(new TypeError('Not found'), { status: 404, request });
    const text = written((log) => {
      log.error({ err: error }, 'It failed.');
    });
    expect(JSON.parse(text)).toMatchObject({
      err: { type: 'TypeError', message: 'Not found', status: 404 },
    });
    expect(text).not.toContain(secret);
  });

  it('cuts signed addresses', () => {
    const signed = `https://blob.example.com/artifact.zip?sig=${secret}&se=2026`;
    const text = written((log) => {
      log.error({ err: new Error(`GET ${signed} failed`) }, 'It failed.');
      log.error({ err: `GET ${signed} failed` }, 'It failed.');
    });
    expect(text).toContain('https://blob.example.com/artifact.zip?');
    expect(text).not.toContain(secret);
  });

  it.each([
    { token: secret },
    { secret },
    { privateKey: secret },
    { authorization: secret },
    { auth: { token: secret } },
    { headers: { authorization: secret } },
    { request: { headers: { authorization: secret, cookie: secret } } },
    { options: { headers: { authorization: secret } } },
  ])('hides what stands under a name of secrets: %j', (fields) => {
    const text = written((log) => {
      log.info(fields, 'Something.');
    });
    expect(text).toContain('[hidden]');
    expect(text).not.toContain(secret);
  });
});
