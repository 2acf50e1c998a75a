import { runAction } from '../run-action.ts';
import { register } from './register.ts';

await runAction(register);
