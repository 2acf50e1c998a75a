import { planBuiltInAction } from '../step/built-in-action.ts';
import { planNodeAction } from '../step/node-action.ts';
import type { StepPlan } from '../step/plan.ts';
import { planScript } from '../step/script.ts';
import type { Step } from '../workflow/model.ts';

function ownName(step: Step): string {
  if (step.kind === 'script') return 'run';
  if (step.uses.startsWith('./')) return 'self';
  const [repository = ''] = step.uses.split('@');
  return repository.split('/').slice(0, 2).join('_').replaceAll(/\W/g, '_');
}

/** What GITHUB_ACTION says of each step: its id, else `__` and what it is, numbered from the second on. */
function actionNames(steps: readonly Step[]): string[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    if (step.id !== undefined) return step.id;
    const name = `__${ownName(step)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}

/** Turns the steps of a job into what is run: first every `pre`, then the steps themselves. */
export function planSteps(steps: readonly Step[]): StepPlan[] {
  const names = actionNames(steps);
  const before: StepPlan[] = [];
  const plans: StepPlan[] = [];
  for (const [index, step] of steps.entries()) {
    const action = names[index] ?? '';
    if (step.kind === 'script') plans.push(planScript(step, action));
    else if (step.action.kind === 'built-in') {
      plans.push(planBuiltInAction(step, step.action.action, action));
    } else {
      const { pre, main } = planNodeAction(step, step.action, action);
      if (pre !== undefined) before.push(pre);
      plans.push(main);
    }
  }
  return [...before, ...plans];
}
