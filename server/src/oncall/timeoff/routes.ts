import {
  addTimeOff as addEndpoint,
  listTimeOff,
  putTimeOffAddress as putAddressEndpoint,
  removeTimeOffAddress as removeAddressEndpoint,
  removeTimeOff as removeEndpoint,
  scheduleTimeOff,
} from '@muster/contract/oncall/time-off';
import { route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { personMeant } from '../contact/actions.ts';
import { addTimeOff, putTimeOffAddress, removeTimeOff, removeTimeOffAddress } from './actions.ts';
import { addressView, scheduleTimeOffView, timeOffList } from './views.ts';

export const routes = [
  route(listTimeOff, async ({ platform, caller }) => {
    const person = personMeant(caller.actor, 'me');
    return {
      items: await timeOffList(platform.db, person, platform.clock.now()),
      address: await addressView(platform.db, person),
    };
  }),
  route(putAddressEndpoint, ({ platform, caller, body }) => putTimeOffAddress(platform, caller, body)),
  route(removeAddressEndpoint, ({ platform, caller }) => removeTimeOffAddress(platform, caller, {})),
  route(addEndpoint, async ({ platform, caller, body }) => {
    const { id, person } = await addTimeOff(platform, caller, body);
    const items = await timeOffList(platform.db, person, platform.clock.now());
    const made = items.find((one) => one.id === id);
    if (!made) throw notFound('time off');
    return made;
  }),
  route(removeEndpoint, ({ platform, caller, params }) => removeTimeOff(platform, caller, params)),
  route(scheduleTimeOff, ({ platform, params, query }) =>
    scheduleTimeOffView(platform.db, params.name, query),
  ),
];
