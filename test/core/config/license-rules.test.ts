import { describe, expect, it } from 'vitest';
import { path, problemAfter, valid, validated } from './fixture.ts';

const key = 'models.bike-demand.gate.licenses';
const form =
  'Write an SPDX id such as Apache-2.0, a Hugging Face id such as llama3, or LicenseRef- and a name of your own.';

const refused = (yaml: string): string =>
  problemAfter(
    '      metrics:\n        mae:',
    `      licenses: ${yaml}\n      metrics:\n        mae:`,
  );

describe('the rules for licences', () => {
  it('take SPDX ids, Hugging Face ids and names of one’s own', () => {
    const text = valid.replace(
      '    gate:\n',
      '    gate:\n      licenses: { allow: [MIT, llama3, LicenseRef-ours, GPL-2.0-only WITH Classpath-exception-2.0], base_models: { org/a: MIT OR ISC } }\n',
    );
    expect(validated(text).models['bike-demand']?.gate?.licenses?.allow).toHaveLength(4);
  });

  it('refuse what is no licence, and suggest the one that was meant', () => {
    expect(refused('{ allow: [MIT, Apach-2.0] }')).toBe(
      `${path}:20:32: ${key}.allow[1] "Apach-2.0" is not a licence of SPDX or Hugging Face; did you mean Apache-2.0? ${form}`,
    );
    expect(refused('{ base_models: { org/a: other } }')).toBe(
      `${path}:20:41: ${key}.base_models["org/a"] "other" does not say which licence it is. ${form}`,
    );
  });

  it('refuse licences that are joined, in the list of those that are allowed', () => {
    expect(refused('{ allow: [MIT OR ISC] }')).toBe(
      `${path}:20:27: ${key}.allow[0] "MIT OR ISC" joins licences: list each of them by itself.`,
    );
  });
});

describe('the keys of documents and the owner', () => {
  const task = '    task: regression\n';

  it('take paths in the model’s folder, and a user or a team of GitHub', () => {
    const text = valid.replace(
      task,
      `${task}    owner: '@octo-org/team_1'\n    documents: { card: docs/CARD.md, bom: bom.json }\n`,
    );
    expect(validated(text).models['bike-demand']).toMatchObject({ owner: '@octo-org/team_1' });
  });

  it('refuse a path that leads out, and an owner of another form', () => {
    expect(problemAfter(task, `${task}    documents: { card: ../CARD.md }\n`)).toContain(
      'models.bike-demand.documents.card must be a path inside the repository',
    );
    expect(problemAfter(task, `${task}    owner: team\n`)).toContain(
      'models.bike-demand.owner must be a GitHub user or team such as @org/team; found the text "team".',
    );
    expect(problemAfter(task, `${task}    documents: {}\n`)).toContain(
      'must be a mapping with at least one key (card, bom)',
    );
  });
});
