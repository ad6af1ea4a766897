import {
  changePerson as changeEndpoint,
  changeMe as changeMeEndpoint,
  deactivatePerson,
  endSessionsOf,
  getPerson,
  listPeople,
  type Person,
  reactivatePerson,
} from '@muster/contract/catalog/people';
import type { Endpoint } from '@muster/contract/platform/endpoint';
import { mayAct } from '../../platform/actor.ts';
import { type Asked, route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { changeMe, changePerson, deactivate, endSessions, reactivate } from './actions.ts';
import { peopleList, personView } from './views.ts';

export const routes = [
  route(listPeople, ({ platform, caller, query }) =>
    peopleList(platform.db, query, accountsAt({ platform, caller })),
  ),
  route(getPerson, (asked) => shown(asked, asked.params.name)),
  route(changeEndpoint, async (asked) => {
    const { platform, caller, params, body } = asked;
    await changePerson(platform, caller, { ...params, ...body });
    return shown(asked, params.name);
  }),
  route(changeMeEndpoint, async (asked) =>
    shown(asked, await changeMe(asked.platform, asked.caller, asked.body)),
  ),
  route(endSessionsOf, ({ platform, caller, params }) => endSessions(platform, caller, params)),
  route(deactivatePerson, async (asked) => {
    await deactivate(asked.platform, asked.caller, { ...asked.params, ...asked.body });
    return shown(asked, asked.params.name);
  }),
  route(reactivatePerson, async (asked) => {
    await reactivate(asked.platform, asked.caller, { ...asked.params, ...asked.body });
    return shown(asked, asked.params.name);
  }),
];

/** How accounts are used is for administrators and auditors. */
function accountsAt({ platform, caller }: Asking): Temporal.Instant | null {
  return mayAct(caller.actor, 'auditor') ? platform.clock.now() : null;
}

type Asking = Pick<Asked<Endpoint>, 'platform' | 'caller'>;

async function shown(asked: Asking, name: string): Promise<Person> {
  const person = await personView(asked.platform.db, name, accountsAt(asked));
  if (!person) throw notFound('person');
  return person;
}
