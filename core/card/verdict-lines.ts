import { literal } from '../report/literal.ts';
import { link } from '../report/link.ts';
import { prose } from '../report/prose.ts';
import { outcomeWords, signs } from '../report/sign.ts';
import { type Column, table } from '../report/table.ts';
import { waivedText } from '../report/waived.ts';
import type { Card } from './card.ts';

const left = (heading: string): Column => ({ heading, align: 'left' });

/** What the checks found in the pull request that brought the model, with who waived what. */
export function verdictLines({ verdict, version, repositoryUrl }: Card): readonly string[] {
  if (verdict === null) {
    return [
      '### Checks',
      '',
      'No verdict of a merged pull request was on record when this version was registered.',
      '',
    ];
  }
  const { record, ofTheseBytes } = verdict;
  const { pullRequest, checks, evaluation } = record;
  const pull =
    pullRequest === null
      ? 'the pull request'
      : link(`pull request ${pullRequest}`, `${repositoryUrl}/pull/${pullRequest}`);
  const what = ofTheseBytes
    ? 'This was judged'
    : 'No record says that the bytes of this version were judged. What was trained before the merge was judged';
  const figures =
    evaluation === version.evaluation
      ? ''
      : ' The figures above are from the evaluation after the merge.';
  return [
    '### Checks',
    '',
    `${what} in ${pull}, at ${literal(record.commit.slice(0, 12))}: ${signs[record.outcome]} ${outcomeWords[record.outcome]}.${figures}`,
    '',
    ...table(
      ['check', 'outcome', 'finding'].map(left),
      checks.map((result) => [
        literal(result.check, 80),
        `${signs[result.outcome]}\u00a0${outcomeWords[result.outcome]}`,
        [prose(result.sentence, 400), waivedText(result)]
          .filter((text) => text !== null)
          .join('<br>'),
      ]),
    ),
    '',
  ];
}
