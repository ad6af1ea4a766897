import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { pageNews } from '@muster/contract/inform/news';
import { deletePushTarget, type PushWish, pushWish } from '@muster/contract/inform/push';
import type { DomainEvent } from '@muster/contract/platform/event';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import type { Found } from '../../platform/auditor/model.ts';
import type { Query } from '../../platform/db.ts';
import { moveObject, wrongWith } from '../../platform/egress/bucket.ts';
import { isId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { openSites, type ServedSite } from '../../platform/sites/sites.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { findPage } from '../page/store.ts';
import { tellLeads } from '../site/actions.ts';
import { changesFor, digestsOf, nextPush, placeOf, pushErrand, type Target, wishOf } from './model.ts';
import * as store from './store.ts';

const mostTargets = 5;
const atOnce = 8;

export const createTarget = action(
  {
    name: 'inform.createPushTarget',
    who: 'admin',
    input: z.strictObject({ name, wish: pushWish }),
  },
  async (act, { name: asked, wish }) => {
    const page = await findPage(act.tx, asked);
    if (!page) throw notFound('status page');
    if (page.visibility !== 'public')
      throw new Refusal('conflict', 'This page is for those who sign in. Its files stay here.');
    if (wish.kind === 'directory' && act.platform.settings.statusPushDir === null)
      throw wrong('/folder', 'The operator has not said where folders may be (MUSTER_STATUS_PUSH_DIR).');
    if ((await store.targetsOf(act.tx, asked)).length >= mostTargets)
      throw new Refusal('limit', `A page is put to at most ${mostTargets} places.`);
    const sealed = act.platform.secrets.seal(JSON.stringify(wish));
    const made = { id: act.newId(), page: page.id, kind: wish.kind, place: placeOf(wish), sealed };
    if (!(await store.insertTarget(act.tx, { ...made, now: act.now })))
      throw new Refusal('conflict', 'The files of this page are put there already.');
    act.record(`status-page:${asked}`, { target: made.place });
    changed(act);
  },
);

export const removeTarget = action(
  { name: 'inform.deletePushTarget', who: 'admin', input: deletePushTarget.params },
  async (act, { name: asked, id }) => {
    const page = await findPage(act.tx, asked);
    if (!page || !isId(id) || !(await store.deleteTarget(act.tx, page.id, id))) throw notFound('place');
    act.record(`status-page:${asked}`, { target: id, change: 'delete' });
    changed(act);
  },
);

/** Somebody wants to see it happen: that is on record, and `pushPage` does it. */
export const askForPush = action(
  { name: 'inform.pushPage', who: 'responder', input: z.strictObject({ name }) },
  async (act, { name: asked }) => {
    if (!(await findPage(act.tx, asked))) throw notFound('status page');
    act.record(`status-page:${asked}`);
  },
);

/** Each place is tried, whenever it would be due. */
export async function pushPage(platform: Platform, asked: string): Promise<void> {
  for (const target of await store.targetsOf(platform.work, asked)) await push(platform, target, true);
}

/** What is due is taken for this node for a while; no transaction is held while files are under way. */
export async function pushDue(platform: Platform): Promise<boolean> {
  const due = await byItself(platform, pushErrand, (act) =>
    store.claimDue(act.tx, act.now, act.now.add({ minutes: 3 })),
  );
  for (const target of due) await push(platform, target, false);
  return due.length > 0;
}

export function nextPushAt(db: Query): Promise<Temporal.Instant | null> {
  return store.nextDueAt(db);
}

export async function hurryPushes(
  act: Act,
  { payload }: DomainEvent<Parameters<typeof pageNews>[1]>,
): Promise<void> {
  await store.hurry(act.tx, payload.page, act.now.add({ seconds: 2 }));
  act.poke(pushErrand);
}

export async function pushesAmiss(db: Query): Promise<Found[]> {
  return (await store.failingTargets(db)).map(({ name: page, place, problem }) => ({
    subject: `${page} ${place}`,
    text: `The files of the status page ${page} cannot be put to ${place}: ${problem ?? ''}`,
  }));
}

async function push(platform: Platform, target: Target, isAsked: boolean): Promise<void> {
  const site = platform.sites.get(target.name);
  const now = platform.clock.now();
  if (!site || (site.version === target.version && target.problem === null && !isAsked)) {
    await byItself(platform, pushErrand, (act) => store.saveQuiet(act.tx, target.id, nextPush(0, act.now)));
    return;
  }
  const wish = wishOf(platform.secrets, target);
  const sent = site.head.isPublic
    ? await carry(platform, wish, { site, target, now })
    : { problem: 'The page is for those who sign in. Its files stay here.', files: target.files };
  await byItself(platform, pushErrand, (act) => note(act, target, { site, ...sent }));
}

interface Sent {
  problem: string | null;
  /** What lies there now, as far as is known. */
  files: Record<string, string>;
}

async function note(
  act: Act,
  target: Target,
  { site, problem, files }: Sent & { site: ServedSite },
): Promise<void> {
  act.hint('status-pages');
  const { id } = target;
  if (problem === null) {
    const due = nextPush(0, act.now);
    return store.saveDone(act.tx, { id, version: site.version, files, now: act.now, due });
  }
  const due = nextPush(target.tries + 1, act.now);
  const isNews = await store.saveFailed(act.tx, { id, problem, files, now: act.now, due });
  const page = isNews ? await findPage(act.tx, target.name) : undefined;
  if (page) await tellLeads(act, page, problem);
}

interface Load {
  site: ServedSite;
  target: Target;
  now: Temporal.Instant;
}

async function carry(platform: Platform, wish: PushWish, { site, target, now }: Load): Promise<Sent> {
  const files = digestsOf(site);
  const whole = (problem: string | null): Sent => ({
    problem,
    files: problem === null ? files : target.files,
  });
  if (wish.kind === 'directory') return whole(await intoFolder(platform, wish.folder, site));
  const changes = changesFor(site, target.files);
  if (wish.kind === 'webhook') {
    const body = JSON.stringify({
      type: 'status-page',
      page: target.name,
      version: site.version,
      at: wireTime(now),
      files: changes.map(({ path, type, body: text }) => ({
        path,
        type,
        body: text?.toString('utf8') ?? null,
      })),
    });
    const answer = await platform.egress.request(wish.url, {
      method: 'POST',
      headers: signed(`${target.id}-${site.version}`, { body, secret: wish.secret, now }),
      body,
      timeoutMs: 10_000,
      maxBytes: 16_384,
    });
    return whole(wrongWith(answer));
  }
  const there = { ...target.files };
  const groups = [
    changes.filter(({ path }) => path !== 'index.html'),
    changes.filter(({ path }) => path === 'index.html'),
  ];
  for (const group of groups) {
    for (let i = 0; i < group.length; i += atOnce) {
      const some = group.slice(i, i + atOnce);
      const answers = await Promise.all(some.map((one) => moveObject(platform.egress, wish, one, now)));
      for (const [index, { path, body }] of some.entries()) {
        if (answers[index] !== null) continue;
        if (body === null) delete there[path];
        else there[path] = files[path] ?? '';
      }
      const problem = answers.find((one) => one !== null);
      if (problem !== undefined) return { problem, files: there };
    }
  }
  return { problem: null, files };
}

/** As in the folder of this server: all at once, by one rename. */
async function intoFolder(
  { settings, log }: Platform,
  folder: string,
  site: ServedSite,
): Promise<string | null> {
  if (settings.statusPushDir === null)
    return 'The operator has not said where folders may be (MUSTER_STATUS_PUSH_DIR).';
  const texts = [...site.files].map(([path, { type, plain }]) => ({
    path,
    type,
    body: plain.toString('utf8'),
  }));
  try {
    await openSites(join(settings.statusPushDir, folder)).write(site.head, texts);
    return null;
  } catch (error) {
    log.error({ error, folder }, 'the files of a status page could not be put into a folder');
    return 'The files could not be written there; the log of the server tells why.';
  }
}

/** The headers of Standard Webhooks. */
function signed(
  id: string,
  { body, secret, now }: { body: string; secret: string; now: Temporal.Instant },
): Record<string, string> {
  const at = String(Math.floor(now.epochMilliseconds / 1000));
  const key = secret.startsWith('whsec_')
    ? Buffer.from(secret.slice(6), 'base64')
    : Buffer.from(secret, 'utf8');
  const code = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': `v1,${code}`,
  };
}

function changed(act: Act): void {
  act.hint('status-pages');
  act.poke(pushErrand);
}
