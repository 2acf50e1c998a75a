import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExpression } from '../../../core/rules/check.ts';

function problems(text: string): readonly string[] {
  return checkExpression(text).map(({ place, sentence }) => `${place}: ${sentence}`);
}

describe('checkExpression', () => {
  it.each([
    'candidate.artifact.bytes < 50000000',
    'candidate.metrics["ndcg@10"] >= 0.5 && candidate.metrics.mae < baseline.metrics.mae * 1.05',
    'candidate.parameters["params.yaml:model.type"] == "ridge"',
    'candidate.parameters["params.yaml:model.depth"] <= 8',
    'has(baseline.commit) && !("mae" in candidate.metrics)',
    'candidate.data.all(name, candidate.data[name].license in ["CC0-1.0", "CC-BY-4.0"])',
    'candidate.data.filter(name, candidate.data[name].bytes > 5.0).size() == 0',
    '["a", "b"].exists(x, model.name.startsWith(x))',
    'pull_request.fork ? candidate.rows > 100 : true',
    'size(candidate.environment.packages) < 100 || model.risk != "high"',
    'double(size(model.name)) / 2.0 < 10.5 && -1 < 3 % 2',
    'model["name"].matches("^(a+)+$")',
  ])('finds nothing wrong in %s', (text) => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['', 'column 1: this is not CEL: it ends too early.'],
    ['model.name == ', 'column 12: this is not CEL: "=" can\'t stand here.'],
    ['model.risk == "high" oops', 'column 22: this is not CEL: "o" can\'t stand here.'],
    ['model.in', 'column 7: this is not CEL: reserved keyword.'],
  ])('says where the syntax of %j breaks', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it.each(['(', '[', '!', '-', '!(', '-[', 'a[', 'size(', '[a].all(x,', '((', 'a?b:'])(
    'answers at once however often %s is repeated, and whatever is left open',
    (unit) => {
      const often = Math.floor(1_000 / unit.length);
      for (const rest of ['', 'a', 'a b', `a${')'.repeat(300)}`]) {
        const start = performance.now();
        const [first] = checkExpression(`${unit.repeat(often)}${rest}`.slice(0, 1_000));
        expect(performance.now() - start).toBeLessThan(500);
        expect(first?.sentence).toMatch(/^this is nested too deeply: at most 32 /);
      }
    },
  );

  it('names an unknown field, the one that was meant and those that there are, at its column', () => {
    expect(problems('1 < 2 && candidate.artefact.bytes < 5')).toEqual([
      'column 19: there is no field "artefact"; did you mean artifact? Fields: commit, metrics, reported, rows, parameters, data, artifact, duration_seconds, peak_memory_bytes, environment.',
    ]);
  });

  it('counts lines where the expression has several', () => {
    const [problem] = problems('model.risk == "high" ||\n  model.nam == "bike"');
    expect(problem).toMatch(/^line 2, column 8: there is no field "nam"; did you mean name\?/);
  });

  it.each([
    ['champoin.version == "1"', 'there is no variable "champoin"; did you mean champion?'],
    ['toString == 1', 'there is no variable "toString"'],
    ['candidate.toString == 1', 'there is no field "toString"'],
    ['candidate["constructor"] == 1', 'there is no field "constructor"'],
    ['has(candidate.nope)', 'there is no field "nope"'],
    ['has(candidate)', 'has asks for a field'],
    ['candidate.data.all(n, candidate.data[n].licence == "x")', 'did you mean license?'],
    ['model.name.size', 'a string has no field "size"'],
    ['model.name[0] == "b"', 'string has nothing at a int'],
    ['candidate.metrics[0] < 1.0', 'map(string, double) has nothing at a int'],
    ['exec("rm")', 'there is no function "exec"'],
    ['toString()', 'there is no function "toString"'],
    ['model.name.constructor()', 'there is no function "constructor"'],
    ['size(candidate.rows) == 1', 'size(x) does not take double'],
    ['candidate.rows * 2 > 5.0', 'x * x does not take double and int. Numbers of records'],
    ['candidate.rows < "5"', 'x < x does not take double and string'],
    ['model.name == 5', 'string and int are never equal'],
    ['model.name && true', 'x && x does not take string and bool'],
    ['model.name ? true : false', 'must be true or false, and is string'],
    ['candidate.rows.all(x, true)', 'a double has no items'],
    ['candidate.rows + 1.0', 'a rule must be true or false, and this is double'],
    ['model', 'a rule must be true or false, and this is fields'],
    ['1e999 > candidate.rows', 'this number is too large'],
    ['b"x" in []', 'only numbers, texts, true and false'],
    ['{"a": 1}.a == 1', 'maps and messages'],
    ['google.protobuf.Duration{seconds: 1} == model', 'maps and messages'],
  ])('refuses %s', (text, part) => {
    const [first, second] = problems(text);
    expect(first).toContain(part);
    expect(second).toBeUndefined();
  });

  it('reads any text without throwing, and tells where', () => {
    const token = fc.constantFrom(
      'candidate',
      'metrics',
      'x',
      '.',
      '[',
      ']',
      '(',
      ')',
      '"a"',
      '1',
      '1.5',
      '<',
      '==',
      '&&',
      '!',
      '?',
      ':',
      ',',
      'has',
      'all',
      'size',
      'in',
      '{',
      '}',
      '-',
      ' ',
      '\n',
      "'",
      '\\',
      '\0',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        for (const { place, sentence } of checkExpression(given)) {
          expect(place).toMatch(/^(line \d+, )?column \d+$/);
          expect(sentence).toMatch(/\.$/);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
