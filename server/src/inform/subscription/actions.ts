import * as endpoints from '@muster/contract/inform/subscriptions';
import { findService } from '../../catalog/index.ts';
import { contactsOf } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { seenIncident, settingsView } from '../../respond/index.ts';
import { deleteSubscription, findSubscription, saveSubscription, subscriptionsBy } from './store.ts';

const mostSubscriptions = 200;

/** Follows something; what is followed already comes by the way named now. */
export const subscribe = action(
  { name: 'inform.follow', who: 'signedIn', input: endpoints.createSubscription.body },
  async (act, { kind, subject, via }): Promise<void> => {
    const person = personOf(act);
    const known = await subjectOf(act, kind, subject);
    if (via !== 'account') await refuseWay(act, person, via);
    if ((await subscriptionsBy(act.tx, person)).length >= mostSubscriptions)
      throw new Refusal('limit', `One person follows at most ${mostSubscriptions} things.`);
    const one = { id: act.newId(), person, kind, subject: known, via, createdAt: act.now };
    await saveSubscription(act.tx, one);
    tell(act, person, { follows: kind === 'incident' ? 'an incident' : known, via });
  },
);

export const unsubscribe = action(
  { name: 'inform.unfollow', who: 'signedIn', input: endpoints.deleteSubscription.params },
  async (act, { id }): Promise<void> => {
    const person = personOf(act);
    const found = await findSubscription(act.tx, id);
    if (found?.person !== person) throw notFound('subscription');
    await deleteSubscription(act.tx, id);
    tell(act, person, { followsNoMore: found.kind });
  },
);

/** By the link of a mail, which is the permission. Ended twice it stays ended. */
export function unsubscribeLinked(platform: Platform, id: string): Promise<void> {
  return byItself(platform, 'inform.unfollow', async (act) => {
    const found = await findSubscription(act.tx, id);
    if (!found) return;
    await deleteSubscription(act.tx, id);
    tell(act, found.person, { followsNoMore: found.kind, by: 'link' });
  });
}

/** What stands in the subscription: the incident's id, or a name. Refuses what is not there for whoever asks. */
async function subjectOf(act: Act, kind: string, subject: string): Promise<string> {
  if (kind === 'incident') return (await seenIncident(act.tx, subject, act.caller.actor)).id;
  if (kind === 'service') {
    if (!(await findService(act.tx, subject))) throw wrong('/subject', 'There is no such service.');
    return subject;
  }
  const { severities } = await settingsView(act.tx);
  if (!severities.some((one) => one.name === subject)) throw wrong('/subject', 'There is no such severity.');
  return subject;
}

async function refuseWay(act: Act, person: string, via: string): Promise<void> {
  const contact = (await contactsOf(act.tx, [person])).find((one) => one.id === via);
  if (!contact) throw wrong('/via', 'You have no such contact method.');
  if (contact.kind === 'voice') throw wrong('/via', 'News are written, and no calls.');
  if (!contact.verifiedAt) throw wrong('/via', 'This contact method was not proved yet.');
}

function personOf(act: Act): string {
  const { actor } = act.caller;
  if (actor.kind !== 'person') throw new Refusal('conflict', 'A person follows, and no machine.');
  return actorName(actor);
}

function tell(act: Act, person: string, detail: Record<string, unknown>): void {
  act.record(`person:${person}`, detail);
  act.hintOnly([person], 'subscriptions');
}
