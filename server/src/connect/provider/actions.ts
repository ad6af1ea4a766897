import {
  type PhoneClass,
  phoneClass,
  phoneClasses,
  phoneProviderBody,
  phoneRule,
} from '@muster/contract/connect/providers';
import { byName, name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import { administratorNames, findPerson, sendLetter } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { sayWayOut } from '../../platform/delivery/ways.ts';
import { newSecret } from '../../platform/ids.ts';
import { refusedNumber } from '../../platform/phone-number.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import {
  type AttemptState,
  addAttempt,
  countsSince,
  endsSince,
  forgetAttempts,
  isUncertain,
  type NewAttempt,
  saveAnswer,
} from '../attempt/store.ts';
import { inOrder, isDemoted, type Provider, type Ranked, withKeptSecrets, withoutSecrets } from './model.ts';
import {
  allProviders,
  currentRule,
  deleteProvider,
  endAlarm,
  findProvider,
  forgetAlarms,
  raiseAlarm,
  saveProbe,
  saveProvider,
  saveRule,
} from './store.ts';

/** Tests that an administrator may send in a quarter of an hour. */
const mostTests = 10;

export const savePhoneProvider = action(
  {
    name: 'connect.savePhoneProvider',
    who: 'admin',
    input: z.strictObject({ name, provider: phoneProviderBody }),
  },
  async (act, given) => {
    const before = await findProvider(act.tx, act.platform.secrets, given.name);
    const body = withKeptSecrets(given.provider, before?.body);
    refuseIncomplete(body);
    const provider = { name: given.name, body, callback: before?.callback ?? newSecret() };
    await saveProvider(act.tx, act.platform.secrets, provider, act.now);
    await tellWaysOut(act);
    act.record(`provider:${given.name}`, {
      before: before ? withoutSecrets(before.body) : null,
      after: withoutSecrets(body),
    });
    act.hint('channels', 'contacts');
  },
);

export const deletePhoneProvider = action(
  { name: 'connect.deletePhoneProvider', who: 'admin', input: byName },
  async (act, given) => {
    const before = await findProvider(act.tx, act.platform.secrets, given.name);
    if (!before || !(await deleteProvider(act.tx, given.name))) throw notFound('provider');
    await tellWaysOut(act);
    act.record(`provider:${given.name}`, { before: withoutSecrets(before.body) });
    act.hint('channels', 'contacts');
  },
);

export const savePhoneRule = action(
  { name: 'connect.savePhoneRule', who: 'admin', input: phoneRule },
  async (act, rule) => {
    const before = await currentRule(act.tx);
    await saveRule(act.tx, rule);
    act.record('phone-rule', { before, after: rule });
    act.hint('channels');
  },
);

/** Says whether a test may be sent, and to which number; nothing is sent here. */
export const allowPhoneTest = action(
  {
    name: 'connect.testPhoneProvider',
    who: 'admin',
    input: z.strictObject({ name, class: phoneClass, to: z.string() }),
  },
  async (act, given): Promise<{ provider: Provider }> => {
    const provider = await findProvider(act.tx, act.platform.secrets, given.name);
    if (!provider) throw notFound('provider');
    const me = actorName(act.caller.actor);
    const { tests } = await countsSince(act.tx, me, act.now.subtract({ minutes: 15 }));
    if (tests >= mostTests)
      throw new Refusal('limit', 'That was enough testing; wait some minutes.', [], { retryAfter: 900 });
    if (!provider.body.classes.includes(given.class))
      throw new Refusal('invalid', 'This provider is not set up for that.', [
        { pointer: '/class', message: 'is not what this provider is for' },
      ]);
    act.record(`provider:${given.name}`, { class: given.class });
    return { provider };
  },
);

/** Whoever carries this class, in the order in which they are asked now. */
export async function providersNow(
  db: Query,
  { secrets }: Pick<Platform, 'secrets'>,
  now: Temporal.Instant,
): Promise<Ranked[]> {
  const providers = await allProviders(db, secrets);
  const ends = Map.groupBy(await endsSince(db, now.subtract({ minutes: 15 })), (one) => one.provider);
  return providers.map((provider) => ({
    provider,
    isDemoted: isDemoted(ends.get(provider.name) ?? [], provider.probeProblem, now),
  }));
}

/** What has to be known before a message leaves: who may carry it, and whether it may be the second. */
export function prepare(
  platform: Platform,
  asked: { class: PhoneClass; delivery: string; to: string },
): Promise<{ refused: string } | { providers: Provider[]; isUncertain: boolean }> {
  return byItself(platform, 'connect.send', async (act) => {
    const refused = refusedNumber(asked.to, await currentRule(act.tx));
    if (refused !== null) return { refused };
    return {
      providers: inOrder(await providersNow(act.tx, platform, act.now), asked.class),
      isUncertain: await isUncertain(act.tx, asked.delivery),
    };
  });
}

/** Notes that a message is about to leave; answers why not when there were too many already. */
export function beginAttempt(
  platform: Platform,
  given: NewAttempt,
): Promise<{ id: string; now: Temporal.Instant } | { limit: string }> {
  return byItself(platform, 'connect.send', async (act) => {
    const rule = await currentRule(act.tx);
    const counts = await countsSince(act.tx, given.person, act.now.subtract({ hours: 24 }));
    const limit =
      counts.person >= rule.perPersonADay
        ? `${given.person} got ${counts.person} messages within a day, and more are not allowed.`
        : counts.all >= rule.perDay
          ? `${counts.all} messages went out within a day, and more are not allowed.`
          : null;
    if (limit !== null) {
      const whose = counts.person >= rule.perPersonADay ? given.person : 'all';
      await alarm(act, `limit:${whose}:${act.now.toString().slice(0, 10)}`, {
        subject: 'Muster holds back text messages and calls',
        text: limit,
      });
      return { limit };
    }
    const id = act.newId();
    await addAttempt(act.tx, id, given, act.now);
    return { id, now: act.now };
  });
}

/** What the provider answered. Answers the instant. */
export function endAttempt(
  platform: Platform,
  id: string,
  answer: { state: AttemptState; note: string; ref: string | null },
): Promise<Temporal.Instant> {
  return byItself(platform, 'connect.send', async (act) => {
    await saveAnswer(act.tx, id, answer, act.now);
    if (answer.state !== 'handed' && answer.state !== 'delivered') await watchClasses(act);
    act.hint('channels');
    return act.now;
  });
}

/** What a provider's own account answered. */
export function noteProbe(platform: Platform, provider: string, problem: string | null): Promise<void> {
  return byItself(platform, 'connect.probe', async (act) => {
    await saveProbe(act.tx, provider, problem, act.now);
    await watchClasses(act);
    act.hint('channels');
  });
}

/** Tells administrators, once, when no provider of a class works any more, and takes it back when one does. */
export async function watchClasses(act: Act): Promise<void> {
  const ranked = await providersNow(act.tx, act.platform, act.now);
  for (const one of phoneClasses) {
    const carrying = ranked.filter(({ provider: { body } }) => body.isOn && body.classes.includes(one));
    const isDown = carrying.length > 0 && carrying.every(({ isDemoted: is }) => is);
    if (isDown) await alarm(act, `down:${one}`, downLetter[one]);
    else if (await endAlarm(act.tx, `down:${one}`)) act.hint('channels');
  }
}

export async function forgetOld(act: Act): Promise<void> {
  await forgetAttempts(act.tx, act.now.subtract({ hours: 24 * 90 }));
  await forgetAlarms(act.tx, act.now.subtract({ hours: 48 }));
}

const downLetter = {
  sms: {
    subject: 'No text messages leave Muster',
    text: 'No provider of text messages works at this moment. People are still reached by their other contact methods.',
  },
  voice: {
    subject: 'No phone calls leave Muster',
    text: 'No provider of phone calls works at this moment. People are still reached by their other contact methods.',
  },
};

async function alarm(
  act: Act,
  about: string,
  { subject, text }: { subject: string; text: string },
): Promise<void> {
  if (!(await raiseAlarm(act.tx, about, act.now))) return;
  act.platform.log.warn({ about }, text);
  act.hint('channels');
  const link = { label: 'Look at the channels', url: `${act.platform.settings.url}/setup/channels` };
  for (const administrator of await administratorNames(act.tx)) {
    const person = await findPerson(act.tx, administrator);
    if (person)
      sendLetter(act, {
        person: administrator,
        to: person.email,
        letter: { subject, paragraphs: [text], link },
      });
  }
}

/** Contact methods of a kind can be used while there is a provider that is on. */
async function tellWaysOut(act: Act): Promise<void> {
  const providers = await allProviders(act.tx, act.platform.secrets);
  for (const one of phoneClasses) {
    const isThere = providers.some(({ body }) => body.isOn && body.classes.includes(one));
    await sayWayOut(act.tx, one, isThere, act.now);
  }
}

/** Without its secrets a provider would only fail later. */
function refuseIncomplete(body: Provider['body']): void {
  const missing =
    body.kind === 'twilio'
      ? [['authToken', body.authToken] as const]
      : body.kind === 'vonage'
        ? [
            ['apiSecret', body.apiSecret] as const,
            ['signatureSecret', body.signatureSecret] as const,
            ...(body.classes.includes('voice')
              ? [['applicationId', body.applicationId] as const, ['privateKey', body.privateKey] as const]
              : []),
          ]
        : [];
  const errors = missing
    .filter(([, value]) => value === undefined || value === null)
    .map(([field]) => ({ pointer: `/${field}`, message: 'is needed' }));
  if (errors.length > 0) throw new Refusal('invalid', 'Something is missing.', errors);
}
