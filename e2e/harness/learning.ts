/** From a published report to what became better: what is agreed, who hears of it, and how it is closed. */
import type { Page } from 'playwright-core';
import { openDb, sql } from '../../server/src/platform/db.ts';
import type { FakeMailServer } from '../../server/test/harness/providers.ts';
import type { Place } from './place.ts';

export interface Agreed {
  title: string;
}

/** Where the reader is at a report: notes what Ben is to do about one of its factors. */
export async function agree(
  page: Page,
  { deliverable, factor }: { deliverable: string; factor: string },
): Promise<Agreed> {
  const title = 'Watch how full the pool is';
  await page.getByRole('link', { name: 'Follow-ups', exact: true }).click();
  await page.getByRole('button', { name: 'Note a follow-up' }).click();
  const form = page.getByRole('dialog', { name: 'Note a follow-up' });
  await form.getByLabel('What is to be done').fill(title);
  await form.getByLabel('What will be there when it is done').fill(deliverable);
  await form.getByLabel('Kind').selectOption('Detect');
  await form.getByLabel('Owner').selectOption('Ben Birch');
  await form.getByLabel('Due on').fill(Temporal.Now.plainDateISO('UTC').add({ days: 20 }).toString());
  await form.getByLabel('Works against the factor').selectOption(factor);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('list', { name: 'Promised' }).getByText(title).click();
  const detail = page.getByRole('dialog', { name: title });
  await detail.getByText(factor).waitFor();
  await detail.getByRole('button', { name: 'Close' }).click();
  return { title };
}

/** A session about the report: invited by mail, decided by those present, and answered afterwards. */
export async function meet(
  { organiser: page, place, mail }: { organiser: Page; place: Place; mail: FakeMailServer },
  { title }: Agreed,
): Promise<void> {
  await page.goto('/learn/sessions');
  await page.getByRole('button', { name: 'Plan a session' }).click();
  const plan = page.getByRole('dialog', { name: 'Plan a session' });
  await plan.getByRole('group', { name: 'Reports on the agenda' }).getByText('Checkout fails').waitFor();
  await plan.getByLabel('What it is about').fill('The pool that was too small');
  for (const name of ['Ada Alder', 'Ben Birch']) await plan.getByLabel(name).check();
  await plan.getByRole('button', { name: 'Plan and invite' }).click();
  await page.getByRole('heading', { name: 'The pool that was too small' }).waitFor();
  await page
    .getByRole('list', { name: 'Reports', exact: true })
    .getByRole('link', { name: /^Checkout fails/ })
    .waitFor();
  await invited(mail, 'ben@example.org');
  await itsHourComes(place);

  const agenda = page.getByRole('list', { name: 'Follow-ups to decide on' }).getByRole('listitem');
  await agenda
    .filter({ hasText: title })
    .getByRole('button', { name: /^Decide on / })
    .click();
  const decide = page.getByRole('dialog', { name: /^Decide on / });
  await decide.getByLabel('Validated').check();
  await decide.getByRole('button', { name: 'Decide' }).click();
  await agenda.filter({ hasText: title }).getByText('Validated').waitFor();

  await page.getByRole('button', { name: 'It took place' }).click();
  const held = page.getByRole('dialog', { name: 'It took place' });
  await held.getByLabel('Ben Birch').check();
  await held.getByRole('button', { name: 'Keep' }).click();
  const poll = page.getByRole('region', { name: 'Two questions' });
  await poll.getByRole('group', { name: 'differently' }).getByLabel('Yes').check();
  await poll.getByRole('group', { name: 'again' }).getByLabel('Yes').check();
  await poll.getByRole('button', { name: 'Answer' }).click();
  await page.getByText('Your answer is among the sums').waitFor();
}

/** What calendars take in has come by mail. */
async function invited(mail: FakeMailServer, address: string): Promise<void> {
  for (let count = 1; ; count += 1) {
    const all = await mail.waitFor(count);
    const found = all.find((one) => one.to.includes(address) && one.subject.startsWith('Invitation'));
    if (!found) continue;
    if (!found.raw.includes('text/calendar')) throw new Error('the invitation is nothing for a calendar');
    return;
  }
}

/** Nobody waits for the day of the session: it is put where it has begun. */
async function itsHourComes({ database }: Place): Promise<void> {
  const db = openDb(database.config, 1, () => undefined);
  const begun = Temporal.Now.instant().subtract({ minutes: 50 });
  await db.run(sql`update learn.sessions set starts_at = ${begun}`);
  await db.close();
}

/** At home it waits for whoever promised it, and it is not done before there is something to see. */
export async function finish(page: Page, { title }: Agreed): Promise<void> {
  await page.goto('/');
  await page.getByRole('list', { name: 'My follow-ups' }).getByText(title).click();
  const detail = page.getByRole('dialog', { name: title });
  await detail.getByRole('button', { name: 'Done' }).click();
  const evidence = detail.getByLabel('By what it can be seen');
  await evidence.fill(' ');
  await detail.getByRole('button', { name: 'Done' }).click();
  await detail.getByText('say by what it can be seen that it is done').waitFor();
  await evidence.fill('https://git.example.org/merge/918');
  await detail.getByRole('button', { name: 'Done' }).click();
  await detail.getByRole('link', { name: 'https://git.example.org/merge/918' }).waitFor();
}

/** On a phone, from the palette: what is so important that somebody has to approve it. */
export async function askForApproval(page: Page, title: string): Promise<void> {
  await page.goto('/learn');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Note a follow-up');
  await page.getByRole('option', { name: /^Note a follow-up/ }).click();
  const form = page.getByRole('dialog', { name: 'Note a follow-up' });
  await form.getByLabel('What is to be done').fill(title);
  await form.getByLabel('What will be there when it is done').fill('The tool asks twice');
  await form.getByLabel('Kind').selectOption('Prevent');
  await form.getByLabel('Priority').selectOption('High priority');
  await form.getByLabel('Owner').selectOption('Ben Birch');
  await form.getByLabel('Due on').fill(Temporal.Now.plainDateISO('UTC').add({ days: 20 }).toString());
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('list', { name: 'Idea' }).getByText(title).click();
  const detail = page.getByRole('dialog', { name: title });
  await detail.getByText('It waits for the approval of ada.').waitFor();
}

/** Where one thing was done and another came all the same: it is put on record by hand. */
export async function happenedAgain(page: Page, { title }: Agreed, incident: string): Promise<void> {
  const detail = page.getByRole('dialog', { name: title });
  await detail.getByRole('button', { name: 'It happened again' }).click();
  await detail.getByLabel('In which incident').fill(incident);
  await detail.getByRole('button', { name: 'Put it on record' }).click();
  await detail.getByText(`${incident} Checkout fails`).waitFor();
}
