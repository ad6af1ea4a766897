import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeMailServer, startMailServer } from '../server/test/harness/providers.ts';
import { agree, askForApproval, finish, happenedAgain, meet } from './harness/learning.ts';
import { openPlace, type Place } from './harness/place.ts';
import { ada, ask, ben, letBenIn } from './harness/town.ts';
import { violations } from './harness/violations.ts';
import { phone, visitAs } from './harness/visit.ts';

let place: Place;
let mail: FakeMailServer;
beforeAll(async () => {
  mail = await startMailServer();
  place = await openPlace({ SMTP_URL: mail.url, MAIL_FROM: 'muster@example.org' });
  await letBenIn(place.muster);
});
afterAll(async () => {
  await place.close();
  await mail.close();
});

const paper = (page: Page) => page.getByRole('textbox', { name: 'Live document of the incident' });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function resolved(): Promise<string> {
  const declared = { title: 'Checkout fails', severity: 'critical', services: ['checkout'] };
  const made = await ask(place.muster, 'POST', '/api/v1/incidents', declared);
  const { ref } = z.object({ ref: z.string() }).parse(made);
  const line = { kind: 'attempt', text: 'Restarted the pool', result: 'worse' };
  await ask(place.muster, 'POST', `/api/v1/incidents/${ref}/entries`, line);
  await ask(place.muster, 'POST', `/api/v1/incidents/${ref}/resolution`, { text: 'Rolled back' });
  return ref;
}

async function addFactor(page: Page, kind: string, text: string): Promise<void> {
  await region(page, 'Contributing factors').getByRole('button', { name: 'Add a factor' }).click();
  const dialog = page.getByRole('dialog', { name: 'Factor' });
  await dialog.getByLabel('Kind').selectOption(kind);
  await dialog.getByRole('textbox', { name: 'Factor' }).fill(text);
  await dialog.getByRole('textbox', { name: 'Evidence' }).fill('the chart of that night');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('a resolved incident becomes a report that two write, others hear of it, and what they agree on is done', async () => {
  const ref = await resolved();
  await using first = await visitAs(ada, place);
  await using second = await visitAs(ben, place, phone);
  const [desk, hand] = [first.page, second.page];
  await desk.goto(`/incidents/${ref}`);
  await desk.getByRole('link', { name: 'Retrospective', exact: true }).click();
  await hand.goto(`/incidents/${ref}/retrospective`);

  // Drafted from the record.
  await region(desk, 'Timeline').getByText('Restarted the pool').waitFor();
  await desk.getByText('Effects of our own actions').waitFor();

  // Two write, and each sees what the other wrote.
  await paper(desk).getByText('What we learnt').click();
  await desk.keyboard.press('End');
  await desk.keyboard.press('Enter');
  await desk.keyboard.type('The engineer should have checked the graph.');
  await paper(hand).getByText('should have checked').waitFor();
  await paper(hand).getByText('Questions still open').click();
  await hand.keyboard.press('End');
  await hand.keyboard.press('Enter');
  await hand.keyboard.type('Who renews the certificates?');
  await paper(desk).getByText('Who renews the certificates?').waitFor();

  // A hint beside the text, for both; put aside once, it is gone for both.
  const hints = (page: Page) => page.getByRole('list', { name: 'Wording' });
  await hints(desk).getByText('should have').waitFor();
  await hints(hand).getByText('should have').waitFor();
  expect(await violations(desk)).toEqual([]);
  await hints(desk).getByRole('button', { name: 'Put aside' }).click();
  await region(desk, 'Wording').getByText('No hints. Quotations').waitFor();
  await region(hand, 'Wording').getByText('No hints. Quotations').waitFor();

  // What is missing is named, and goes once it is there.
  const missing = region(desk, 'Before review').getByText('Name at least two conditions');
  await missing.waitFor();
  await addFactor(desk, 'capacity', 'The pool had twenty places');
  await addFactor(desk, 'detection', 'Nothing watched the pool');
  await missing.waitFor({ state: 'detached' });

  // An account is its writer's alone until it is shared.
  await hand.getByRole('textbox', { name: 'How I remember it' }).fill('I looked at the load first.');
  await hand.getByRole('button', { name: 'Keep for myself' }).click();
  await hand.getByText('Kept for you alone').waitFor();
  expect(await desk.getByText('I looked at the load first.').count()).toBe(0);
  await hand.getByRole('button', { name: 'Share with everybody here' }).click();
  await desk.getByText('I looked at the load first.').waitFor();

  // Nobody finds good what they wrote.
  await desk.getByRole('button', { name: 'Ask for review' }).click();
  await desk.getByRole('button', { name: 'Found good' }).click();
  await desk.getByText('You have written in it.').waitFor();
  const known = await ask(place.muster, 'GET', `/api/v1/incidents/${ref}/retrospective`);
  const { id, authors } = z.object({ id: z.string(), authors: z.array(z.string()) }).parse(known);
  expect(authors).toEqual(['ada', 'ben']);
  await ask(place.muster, 'POST', `/api/v1/retrospectives/${id}/steps`, { to: 'reviewed' });
  await desk.getByRole('button', { name: 'Publish', exact: true }).click();
  await desk.getByText('It is published.').waitFor();
  await hand.getByText('It is published.').waitFor();
  await region(hand, 'Written together').getByText('Who renews the certificates?').waitFor();

  // What is agreed after it, decided on by those who come together, and done by whoever promised it.
  const agreed = await agree(desk, {
    deliverable: 'The pool pages at 18 of 20',
    factor: 'Nothing watched the pool',
  });
  await meet({ organiser: desk, place, mail }, agreed);
  await finish(hand, agreed);
  await happenedAgain(hand, agreed, await resolved());
  await desk.goto(`/incidents/${ref}/retrospective`);
  await desk.getByRole('link', { name: 'Follow-ups', exact: true }).click();
  await desk.getByRole('list', { name: 'Done' }).getByText(agreed.title).waitFor();
  expect(await violations(desk)).toEqual([]);

  // Of the numbers that reports counted, the chosen one alone: each report stands there once.
  await desk.goto('/learn/numbers');
  const number = 'Minutes to resolve';
  await desk.getByRole('list', { name: 'Numbers of reports' }).getByText(number).first().waitFor();
  await desk.getByRole('combobox', { name: 'Name' }).selectOption(number);
  await desk.getByRole('list', { name: `${number}, all together` }).waitFor();
  const counted = desk.getByRole('table', { name: 'Numbers of reports' }).getByRole('rowheader');
  const reports = await counted.allInnerTexts();
  expect(reports).not.toEqual([]);
  expect(reports).toEqual([...new Set(reports)]);
  // What was refused is what the browsers write down.
  const refused = /status of (409|422)/;
  expect([...first.complaints, ...second.complaints].filter((one) => !refused.test(one))).toEqual([]);
});

test('what has high priority is promised by whoever the settings name, who finds it at home', async () => {
  await using first = await visitAs(ada, place);
  await using second = await visitAs(ben, place, phone);
  const title = 'Ask twice before the switch is thrown';
  await first.page.goto('/setup/follow-ups');
  await first.page.getByLabel('High priority, in weeks').fill('2');
  await first.page.getByLabel('Ada Alder').check();
  await first.page.getByRole('button', { name: 'Save' }).click();
  await first.page.getByText('Saved.').waitFor();
  await askForApproval(second.page, title);
  await first.page.goto('/');
  await first.page.getByRole('list', { name: 'My follow-ups' }).getByText(title).click();
  const detail = first.page.getByRole('dialog', { name: title });
  await detail.getByRole('button', { name: 'Approve and promise it' }).click();
  await detail.getByText('its priority asks for').waitFor();
  await second.page.getByRole('list', { name: 'Promised' }).getByText(title).waitFor();
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});
