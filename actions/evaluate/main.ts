import { runAction } from '../run-action.ts';
import { evaluate } from './evaluate.ts';

await runAction(evaluate);
