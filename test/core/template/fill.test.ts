import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/errors.ts';
import { fill } from '../../../core/template/fill.ts';

const values = { 'version.uri': 'https://example.org/a.tar', model: 'bike' };

describe('fill', () => {
  it('replaces placeholders with or without spaces, as often as they stand there', () => {
    expect(fill('{{model}}/{{ version.uri }}/{{model}}', values)).toBe(
      'bike/https://example.org/a.tar/bike',
    );
  });

  it('keeps text without placeholders, single braces and JSON', () => {
    for (const text of ['', 'plain', '{model}', '{"a": {"b": 1}}', '}} $& $1']) {
      expect(fill(text, values)).toBe(text);
    }
  });

  it('does not fill what a value holds', () => {
    expect(fill('{{model}}', { model: '{{secret}} $& {{model}}' })).toBe('{{secret}} $& {{model}}');
  });

  it('refuses an unknown placeholder and suggests the one that was meant', () => {
    expect(() => fill('x {{version.url}}', values)).toThrow(
      new InputError(
        'unknown-placeholder',
        'The template "x {{version.url}}" uses {{version.url}}, which has no value here; did you mean version.uri? Known: version.uri, model.',
      ),
    );
  });

  it.each(['{{toString}}', '{{__proto__}}', '{{}}'])(
    'refuses %s, which no value is called',
    (template) => {
      expect(() => fill(template, values)).toThrow('which has no value here');
    },
  );

  it.each(['{{model', '{{model}', '{{ {{model}}'])(
    'refuses %s, which is not closed',
    (template) => {
      expect(() => fill(template, values)).toThrow('opens {{ and does not close it');
    },
  );
});
