import { putDigest as putEndpoint } from '@muster/contract/measure/digest';
import { sendLetter } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import type { Query } from '../../platform/db.ts';
import type { Platform } from '../../platform/platform.ts';
import { digestLetter, isEmpty, latestDue, nextDue, stopPurpose, weekOf } from './model.ts';
import {
  digestOf,
  findDigest,
  homeOf,
  type LoadOf,
  lockDueDigests,
  nextDigestAt,
  personOf,
  type StoredDigest,
  saveDigest,
} from './store.ts';

export const digestSweep = 'measure.sendDigests';

export const putDigest = action(
  { name: 'measure.putDigest', who: 'signedIn', input: putEndpoint.body },
  async (act, { isOn, ...wish }): Promise<void> => {
    const person = personOf(act.caller.actor);
    const home = await homeOf(act.tx, person);
    const before = await findDigest(act.tx, person);
    const dueAt = isOn && home ? nextDue(wish, home.timeZone, act.now) : null;
    await saveDigest(act.tx, { ...wish, person, dueAt, toldUntil: before?.toldUntil ?? null });
    act.record(`person:${person}`, { after: { isOn, ...wish } });
    act.hintOnly([person], 'digest');
    if (dueAt) act.poke(digestSweep, dueAt);
  },
);

/** By the link of a letter, which is the permission. Ended twice it stays ended. */
export function stopDigest(platform: Platform, person: string): Promise<void> {
  return byItself(platform, 'measure.stopDigest', async (act) => {
    const found = await findDigest(act.tx, person);
    if (!found || found.dueAt === null) return;
    await saveDigest(act.tx, { ...found, dueAt: null });
    act.record(`person:${person}`, { after: { isOn: false }, by: 'link' });
    act.hintOnly([person], 'digest');
  });
}

/** Run twice, on two nodes or after a standstill, it tells each week once, and what was missed in one letter. */
export async function sendDigests(act: Act, loadOf: LoadOf): Promise<number> {
  const due = await lockDueDigests(act.tx, act.now);
  for (const one of due) await sendOne(act, one, loadOf);
  return due.length;
}

async function sendOne(act: Act, one: StoredDigest, loadOf: LoadOf): Promise<void> {
  const home = await homeOf(act.tx, one.person);
  if (!home) return saveDigest(act.tx, { ...one, dueAt: null });
  const due = latestDue(one, home.timeZone, act.now);
  const week = weekOf(due, one.toldUntil);
  const dueAt = nextDue(one, home.timeZone, act.now);
  await saveDigest(act.tx, { ...one, dueAt, toldUntil: week?.until ?? one.toldUntil });
  if (!week) return;
  const digest = await digestOf(act.tx, one, week, loadOf);
  if (isEmpty(digest)) return;
  const { settings, secrets } = act.platform;
  const stop = `${settings.url}/digest/stop/${encodeURIComponent(one.person)}.${secrets.sign(stopPurpose, one.person)}`;
  sendLetter(act, {
    person: one.person,
    to: home.email,
    letter: digestLetter(digest, { url: settings.url, stop }),
    expiresAt: act.now.add({ hours: 48 }),
    about: { key: `digest:${one.person}:${week.until.epochMilliseconds}` },
  });
}

/** When the next one is due. */
export function nextDigestDue(db: Query): Promise<Temporal.Instant | null> {
  return nextDigestAt(db);
}
