import { runAction } from '../run-action.ts';
import { train } from './train.ts';

await runAction(train);
