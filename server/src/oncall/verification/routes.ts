import {
  sendContactCode as sendEndpoint,
  testContact as testEndpoint,
  verifyContact as verifyEndpoint,
} from '@muster/contract/oncall/contacts';
import { route } from '../../platform/http/route.ts';
import { Refusal } from '../../platform/refusal.ts';
import { personMeant } from '../contact/actions.ts';
import { reachView } from '../contact/views.ts';
import { sendContactCode, testContact, tryContactCode } from './actions.ts';

export const routes = [
  route(sendEndpoint, ({ platform, caller, params }) =>
    sendContactCode(platform, caller, { person: params.name, contact: params.contact }),
  ),
  route(verifyEndpoint, async ({ platform, caller, params, body }) => {
    const { name: person, contact } = params;
    const { verdict } = await tryContactCode(platform, caller, { person, contact, code: body.code });
    if (verdict !== 'right')
      throw new Refusal('invalid', whyNot[verdict], [{ pointer: '/code', message: whyNot[verdict] }]);
    return reachView(platform.db, platform.settings, personMeant(caller.actor, person));
  }),
  route(testEndpoint, ({ platform, caller, params }) =>
    testContact(platform, caller, { person: params.name, contact: params.contact }),
  ),
];

const whyNot = {
  wrong: 'This is not the code that was sent.',
  over: 'This code does not hold any more; send a new one.',
};
