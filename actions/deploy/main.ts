import { runAction } from '../run-action.ts';
import { deploy } from './deploy.ts';

await runAction(deploy);
