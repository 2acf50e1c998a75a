import type { Term } from '../promotion/terms.ts';
import type { Part } from './fit.ts';
import { literal } from './literal.ts';
import type { PromotionText } from './promotion-text.ts';
import { prose } from './prose.ts';
import { signs } from './sign.ts';
import { titled } from './titled.ts';

/** What a promotion waits for, what its merge does, and the way back. */
export function promotionOutlook(text: PromotionText): readonly Part[] {
  return [
    titled('What it waits for', waitsFor(text)),
    titled('What happens at the merge', atTheMerge(text)),
    titled('How to go back', [text.role === 'champion' ? wayBack(text) : endOfChallenge(text)]),
  ];
}

const marks = { met: `${signs.pass} `, waits: `${signs.waiting} `, applies: '' } as const;

function waitsFor({ terms, rollback }: PromotionText): readonly string[] {
  const lines = [...terms.map(termLine), `- ${packageLine}`];
  if (rollback?.kind === 'healthy') {
    lines.push(
      '- As a rollback to the last version that was healthy there it has the shorter path: no order of environments, no soak time and no freeze holds it back.',
    );
  }
  if (rollback?.kind === 'unreported') {
    lines.push(
      '- There is no shorter path for it, since its health is not on record: it is judged as any promotion.',
    );
  }
  return [...lines, '', 'So it stood when this was written; the check `assay` says how it stands.'];
}

const packageLine =
  'The check `assay` confirms that the package is the one that was registered, and the model in it the one that was evaluated.';

function termLine({ sentence, state }: Term): string {
  return `- ${marks[state]}${prose(sentence, 400)}`;
}

function atTheMerge({ environment, model, stageTag }: PromotionText): readonly string[] {
  const place = literal(environment, 64);
  const tag = stageTag
    ? ` A tag ${literal(`${model}#${environment}#n`, 140)} assigns the stage, as GTO does.`
    : '';
  return [
    `The desired state of ${place} changes, and your deployment tool applies it. GitHub gets a deployment, on which that tool reports how it went; the promotion goes on record in the ledger.${tag} Close this pull request to leave ${place} as it is.`,
  ];
}

function wayBack({ model, environment, wayBack: back }: PromotionText): string {
  const command = literal(`/assay rollback ${model} ${environment}`, 160);
  switch (back.kind) {
    case 'nothing':
      return 'No version was there before, so there is none to go back to: revert the merge.';
    case 'healthy':
      return `${command} goes back to ${version(back)}, the last version that was healthy there.`;
    case 'unreported':
      return `${command} goes back to ${version(back)}, the version before; nobody has reported that it is healthy there.`;
    case 'unhealthy':
      return `${version(back)}, the version before, was reported unhealthy there: name another one, ${literal(`/assay promote ${model}@version ${environment}`, 160)}.`;
    default:
      return back satisfies never;
  }
}

function endOfChallenge({
  model,
  environment,
  version: { version: number },
  share,
}: PromotionText) {
  const promote = `/assay promote ${model}@${number} ${environment}`;
  if (share === 0) return `${literal(`${promote} as challenger`, 160)} begins it again.`;
  return `${literal(`${promote} as challenger 0%`, 160)} takes it out again, and ${literal(promote, 160)} makes it the champion.`;
}

function version(back: { readonly version: string }): string {
  return literal(`v${back.version}`, 40);
}
