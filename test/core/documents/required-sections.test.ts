import { describe, expect, it } from 'vitest';
import { cardRequirements, sectionState } from '../../../core/documents/required-sections.ts';
import { readCard } from '../../../core/documents/card.ts';

const text = 'A sentence that is long enough.';

function states(card: string): Readonly<Record<string, string>> {
  const { sections } = readCard(card);
  return Object.fromEntries(
    cardRequirements.high.sections.map((required) => [
      required.name,
      sectionState(sections, required).kind,
    ]),
  );
}

describe('the sections that a card must have', () => {
  it("are found in Hugging Face's template, but for oversight and monitoring", () => {
    const headings = [
      '# Model Card for bikes',
      '## Model Details',
      '### Model Description',
      '## Uses',
      '### Direct Use',
      '### Out-of-Scope Use',
      '## Bias, Risks, and Limitations',
      '## How to Get Started with the Model',
      '## Training Details',
      '### Training Data',
      '### Training Procedure',
      '## Evaluation',
      '### Results',
      '## Technical Specifications [optional]',
      '## Model Card Contact',
    ];
    const found = states(headings.map((heading) => `${heading}\n${text}\n`).join('\n'));
    const missing = Object.keys(found).filter((name) => found[name] !== 'there');
    expect(missing).toEqual(['Human oversight', 'Monitoring and maintenance']);
  });

  it('count with what stands in their subsections, and not with what stands behind', () => {
    expect(states(`# A\n## Evaluation\n### Of rain\n${text}`)).toMatchObject({
      Evaluation: 'there',
    });
    expect(states(`# A\n## Evaluation\n## Of rain\n${text}`)).toMatchObject({
      Evaluation: 'empty',
    });
  });

  it('take text under the title for a description, but not the sections behind it', () => {
    expect(states(`# A\n${text}\n## Uses\n${text}`)).toMatchObject({
      'Model description': 'there',
    });
    expect(states(`# A\n## Uses\n${text}`)).toMatchObject({ 'Model description': 'missing' });
  });

  it('are not found in words that only hold theirs', () => {
    expect(states(`# A\n${text}\n## Reuse\n${text}\n## Data protection\n${text}`)).toMatchObject({
      'Intended use': 'missing',
      'Training data': 'missing',
    });
  });

  it('are more in a higher tier', () => {
    const { minimal, limited, high } = cardRequirements;
    expect(limited.sections).toEqual(expect.arrayContaining([...minimal.sections]));
    expect(high.sections).toEqual(expect.arrayContaining([...limited.sections]));
  });
});
