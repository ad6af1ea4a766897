import type { IncidentState } from '@muster/contract/respond/state';
import { tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { byItself } from '../../platform/action.ts';
import type { Found } from '../../platform/auditor/model.ts';
import type { Query } from '../../platform/db.ts';
import type { Platform } from '../../platform/platform.ts';
import { findIncident } from '../../respond/index.ts';
import { allPages, type StoredPage } from '../page/store.ts';
import { siteOf, writeErrand } from './model.ts';
import { filesOf, policyOf } from './render.ts';
import {
  failingWritings,
  incidentsOn,
  recordOf,
  saveFailed,
  saveWritten,
  type Works,
  writtenAt,
} from './store.ts';

/**
 * Writes the files of every page whose content is another than the one that is served, on this node. One that cannot be
 * written keeps none of the others, stays as it was, and is tried again each minute.
 */
export async function writeSites(platform: Platform, works: Works): Promise<boolean> {
  const { sites, work } = platform;
  const pages = await allPages(work);
  await sites.keepOnly(pages.map((one) => one.name));
  const { place } = sites;
  const known = pages.length === 0 ? new Set<string>() : await writtenAt(work, place);
  for (const page of pages) {
    const problem = await writeSite(platform, page, works);
    if (problem === null && known.has(page.id)) continue;
    await byItself(platform, writeErrand, (act) => noteWriting(act, { page, place, problem }));
  }
  return false;
}

/** Each minute: days end, disturbances go on, and what failed is tried again. */
export async function writeSitesAgain(act: Act): Promise<void> {
  act.poke(writeErrand);
}

export async function sitesAmiss(db: Query): Promise<Found[]> {
  return (await failingWritings(db)).map(({ page, title, place, problem, since }) => ({
    subject: `${page} ${place}`,
    text: `The status page ${title} cannot be written to ${place} since ${since}: ${problem}`,
  }));
}

/** What went wrong, in one line; null when it stands as it should. */
async function writeSite(
  { sites, work, settings, clock, log }: Platform,
  page: StoredPage,
  works: Works,
): Promise<string | null> {
  const now = clock.now();
  const site = siteOf(await recordOf(work, page, { url: settings.url, now, works }), now);
  const head = {
    name: page.name,
    isPublic: page.visibility === 'public',
    host: page.host,
    policy: policyOf(site),
  };
  try {
    await sites.write(head, filesOf(site));
    return null;
  } catch (error) {
    log.error({ error, page: page.name }, 'a status page could not be written');
    return error instanceof Error ? error.message.slice(0, 300) : 'the files could not be written';
  }
}

interface Writing {
  page: StoredPage;
  place: string;
  problem: string | null;
}

async function noteWriting(act: Act, { page, place, problem }: Writing): Promise<void> {
  act.hint('status-pages');
  if (problem === null) return saveWritten(act.tx, page.id, place, act.now);
  const isNews = await saveFailed(act.tx, { page: page.id, place, problem, now: act.now });
  if (isNews) await tellLeads(act, page, problem);
}

/** Whoever leads communications of what stands on the page, or the commander where nobody does. */
export async function tellLeads(act: Act, page: StoredPage, problem: string): Promise<void> {
  const told = new Set<string>();
  for (const id of await incidentsOn(act.tx, page.id)) {
    const state = await findIncident(act.tx, id);
    const person = state && isGoingOn(state) ? (state.roles.communications ?? state.commander) : null;
    if (!person || told.has(person)) continue;
    told.add(person);
    await tellPerson(act, {
      person,
      write: ({ url }) => ({
        subject: `The status page ${page.title} cannot be written`,
        paragraphs: [
          `What its readers see is old. It is tried again each minute. What went wrong: ${problem}`,
          `Until it works, "muster status render ${page.name} --to FOLDER" writes the files wherever you like.`,
        ],
        link: { label: 'Open the status page', url: `${url}/setup/status-pages/${page.name}` },
      }),
      expiresAt: act.now.add({ hours: 4 }),
    });
  }
}

function isGoingOn({ category }: IncidentState): boolean {
  return category === 'triage' || category === 'active' || category === 'paused';
}
