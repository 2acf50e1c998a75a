import { runAction } from '../run-action.ts';
import { monitor } from './monitor.ts';

await runAction(monitor);
