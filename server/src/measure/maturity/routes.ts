import { getPractice } from '@muster/contract/measure/maturity';
import { route } from '../../platform/http/route.ts';
import { practiceView } from './views.ts';

export const routes = [
  route(getPractice, ({ platform, caller }) =>
    practiceView(platform.db, { actor: caller.actor, now: platform.clock.now() }),
  ),
];
