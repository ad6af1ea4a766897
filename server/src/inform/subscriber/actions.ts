import {
  eraseSubscriber as eraseEndpoint,
  exportSubscriber as exportEndpoint,
} from '@muster/contract/inform/subscribers';
import { z } from 'zod';
import { administratorNames, findPerson, type Letter, sendLetter } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { deleteDeliveries, enqueueDeliveries } from '../../platform/delivery/store.ts';
import { isId, newSecret } from '../../platform/ids.ts';
import { notFound, wrong } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { confirmUntil, decideAsk, mayConfirm } from './decide.ts';
import {
  askPurpose,
  hookOf,
  type Kept,
  keptDays,
  keptOf,
  mailboxOf,
  mailOf,
  postKinds,
  type Subscriber,
  type SubscriberKind,
  sameAddress,
  shownOf,
} from './model.ts';
import {
  asksSince,
  deleteSubscriber,
  findByMark,
  forgetAsked,
  lockByConfirm,
  lockById,
  lockByManage,
  markOf,
  pageById,
  pageIdOf,
  publicPage,
  type SubscribedPage,
  saveAsk,
  saveAsked,
  saveComponents,
  saveConfirmed,
  saveState,
  takeTurns,
} from './store.ts';

const slug = z.string().min(1).max(64);
const secret = z.string().min(1).max(200);
const chosen = z.array(z.string().max(64)).max(500);

/** Somebody typed in an address. What is answered does not tell whether it is known, nor whether anything is sent. */
export const subscribe = action(
  {
    name: 'inform.subscribe',
    who: 'anyone',
    input: z.strictObject({
      page: slug,
      mail: z.string().max(400).optional(),
      webhook: z.string().max(2_000).optional(),
      components: chosen.optional(),
    }),
  },
  async (act, { page: named, mail, webhook, components = [] }) => {
    const page = await pageMeant(act, named);
    const kind: SubscriberKind = mail === undefined ? 'webhook' : 'mail';
    if ((mail === undefined) === (webhook === undefined))
      throw wrong('', 'Name a mail address or a webhook, one of the two.');
    const to = kind === 'mail' ? mailOf(mail ?? '') : hookOf(webhook ?? '');
    if (to === null)
      throw wrong(
        `/${kind}`,
        kind === 'mail' ? 'This is no mail address.' : 'This is no address of a webhook.',
      );
    await ask(act, { page, kind, to, components: componentsOf(page, components) });
  },
);

/** The button behind the link in the first mail was pressed. Answers the secret of the subscriber's own link. */
export const confirm = action(
  {
    name: 'inform.confirmSubscription',
    who: 'anyone',
    input: z.strictObject({ page: slug, token: secret }),
  },
  async (act, { page: named, token }): Promise<string> => {
    const page = await pageMeant(act, named);
    const known = await lockByConfirm(act.tx, page.id, hashOf(token));
    if (!known || !mayConfirm(known, act.now)) throw notFound('link');
    await agreed(act, known);
    return keptOf(act.platform, known).manage;
  },
);

/** By the subscriber's own link: about which components. None chosen is all. */
export const choose = action(
  {
    name: 'inform.changeSubscription',
    who: 'anyone',
    input: z.strictObject({ page: slug, manage: secret, components: chosen }),
  },
  async (act, { page: named, manage, components }) => {
    const page = await pageMeant(act, named);
    const known = await lockByManage(act.tx, page.id, hashOf(manage));
    if (!known) throw notFound('subscription');
    await saveComponents(act.tx, known.id, componentsOf(page, components));
    act.record(`subscriber:${known.id}`);
    hint(act, known.page);
  },
);

/** By the subscriber's own link. It is gone afterwards, and nothing of it is kept. */
export const unsubscribe = action(
  { name: 'inform.unsubscribe', who: 'anyone', input: z.strictObject({ page: slug, manage: secret }) },
  async (act, { page: named, manage }) => {
    const page = await pageMeant(act, named);
    const known = await lockByManage(act.tx, page.id, hashOf(manage));
    // Pressed twice it is no mistake: there is nothing any more, as was asked.
    if (known) await forget(act, known);
  },
);

/** An administrator takes somebody out, for good. */
export const eraseSubscriber = action(
  { name: 'inform.eraseSubscriber', who: 'admin', input: eraseEndpoint.params },
  async (act, { name, id }) => {
    const known = isId(id) ? await lockById(act.tx, id) : undefined;
    if (known?.page !== (await pageIdOf(act.tx, name))) throw notFound('subscriber');
    await forget(act, known);
  },
);

/** Everything that is kept of an address, for whoever asked for it. It changes nothing and leaves a trace. */
export const exportSubscriber = action(
  {
    name: 'inform.exportSubscriber',
    who: 'admin',
    input: exportEndpoint.params.extend(exportEndpoint.body.shape),
  },
  async (act, { name, address }) => {
    const page = await pageIdOf(act.tx, name);
    const found = await Promise.all([
      find(act, page, 'mail', mailOf(address)),
      find(act, page, 'webhook', hookOf(address)),
    ]);
    const items = found.flatMap((one) => (one ? [one] : []));
    for (const { id } of items) act.record(`subscriber:${id}`, { change: 'export' });
    return { items: items.map((one) => shownOf(one, keptOf(act.platform, one).to)) };
  },
);

/** Whoever asked has agreed: a mailbox by its link, a webhook by repeating its word. */
export async function agreed(act: Act, { id, page }: Subscriber): Promise<void> {
  await saveConfirmed(act.tx, id, act.now);
  act.record(`subscriber:${id}`, { state: 'confirmed' });
  hint(act, page);
}

export async function stopTelling(
  act: Act,
  { id, page }: Subscriber,
  { state, reason }: { state: 'off' | 'gone'; reason: string },
): Promise<void> {
  await saveState(act.tx, id, state, reason);
  act.record(`subscriber:${id}`, { state, reason });
  hint(act, page);
}

interface Wish {
  page: SubscribedPage;
  kind: SubscriberKind;
  to: string;
  components: readonly string[] | null;
}

async function ask(act: Act, { page, kind, to, components }: Wish): Promise<void> {
  const mailbox = await markOf(act.platform, mailboxOf(kind, to));
  const mark = await markOf(act.platform, `${kind}:${sameAddress(kind, to)}`);
  await takeTurns(act.tx, mailbox);
  const known = (await findByMark(act.tx, page.id, mark)) ?? null;
  const what = decideAsk(known, await asksSince(act.tx, mailbox, act.now.subtract({ hours: 24 })));
  if (what === 'nothing') return;
  await saveAsk(act.tx, mailbox, act.now);
  if (what === 'remind' && known) return queue(act, known, { what });
  const token = newSecret();
  const kept: Kept = { to, manage: newSecret(), secret: kind === 'webhook' ? `whsec_${newSecret()}` : null };
  const id = await saveAsked(act.tx, {
    id: act.newId(),
    page: page.id,
    kind,
    mark,
    components,
    now: act.now,
    sealed: act.platform.secrets.seal(JSON.stringify(kept)),
    manageHash: hashOf(kept.manage),
    confirmHash: hashOf(token),
    confirmUntil: confirmUntil(act.now),
  });
  act.record(`subscriber:${id}`, { kind, page: page.slug });
  hint(act, page.id);
  queue(act, { id, kind }, { what, sealed: act.platform.secrets.seal(token) });
}

/** In a lane of its own: whoever waits for this mail does not wait behind ten thousand others. */
function queue(act: Act, { id, kind }: Pick<Subscriber, 'id' | 'kind'>, message: object): void {
  enqueueDeliveries(act, [
    {
      lane: 'status',
      kind: postKinds[kind],
      purpose: askPurpose,
      subject: id,
      message,
      person: 'subscriber',
      via: id,
      dueAt: act.now,
      expiresAt: confirmUntil(act.now),
      dedupeKey: `${askPurpose}:${act.newId()}`,
    },
  ]);
}

async function find(act: Act, page: string, kind: SubscriberKind, to: string | null) {
  if (to === null) return undefined;
  return findByMark(act.tx, page, await markOf(act.platform, `${kind}:${sameAddress(kind, to)}`));
}

async function forget(act: Act, { id, page }: Subscriber): Promise<void> {
  await deleteSubscriber(act.tx, id);
  await deleteDeliveries(act.tx, askPurpose, [id]);
  act.record(`subscriber:${id}`, { change: 'delete' });
  hint(act, page);
}

async function pageMeant(act: Act, named: string): Promise<SubscribedPage> {
  const page = await publicPage(act.tx, named);
  if (!page) throw notFound('status page');
  return page;
}

/** Null for all of them. One that the page does not have is a mistake. */
function componentsOf({ components }: SubscribedPage, wished: readonly string[]): readonly string[] | null {
  const known = new Set(components.map(({ id }) => id));
  const at = wished.findIndex((one) => !known.has(one));
  if (at >= 0) throw wrong(`/components/${at}`, 'The page has no such component.');
  return wished.length === 0 || wished.length === components.length ? null : [...new Set(wished)];
}

function hint(act: Act, page: string): void {
  act.hint(`subscribers:${page}`);
}

/** That a webhook is not called any more is told to administrators, at most once a day for a page (F47). */
export async function tellOfSilence(act: Act, { page: id }: Pick<Subscriber, 'page'>): Promise<void> {
  const page = await pageById(act.tx, id);
  if (!page) return;
  const day = act.now.toString().slice(0, 10);
  const letter: Letter = {
    subject: `A webhook of ${page.name} takes nothing`,
    paragraphs: [
      `Somebody's webhook has taken no news of the status page ${page.name} for a day. It is not called any more; whoever owns it can subscribe again.`,
    ],
    link: {
      label: 'Look at the subscribers',
      url: `${act.platform.settings.url}/setup/status-pages/${page.slug}/subscribers`,
    },
  };
  for (const name of await administratorNames(act.tx)) {
    const person = await findPerson(act.tx, name);
    if (!person) continue;
    sendLetter(act, {
      person: name,
      to: person.email,
      letter,
      about: { key: `webhook-off:${page.id}:${name}:${day}` },
    });
  }
}

/** Those that never agreed are not kept. */
export function forgetUnconfirmed({ tx, now }: Act): Promise<void> {
  return forgetAsked(tx, now.subtract({ hours: 24 * keptDays }), now.subtract({ hours: 48 }));
}
