import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlace, type Place } from './harness/place.ts';
import { ada, ask } from './harness/town.ts';
import { visitAs } from './harness/visit.ts';

let place: Place;

beforeAll(async () => {
  place = await openPlace();
});

afterAll(() => place.close());

test('a rota is made in the form, tells what it would do, and is on call once it is saved', async () => {
  await using visitor = await visitAs(ada, place);
  const { page } = visitor;
  await page.goto('/on-call');
  await page.getByRole('link', { name: 'New rota' }).click();
  await page.getByLabel('Name', { exact: true }).fill('weekly');
  await page.getByLabel('Time zone', { exact: true }).fill('Europe/Madrid');
  await page.getByLabel('Add a person to turn 1').selectOption('ada');
  await page.getByText('It is always the turn of: ada.').waitFor();
  await page.getByRole('button', { name: 'Add a turn' }).click();
  await page.getByLabel('Add a person to turn 2').selectOption('ben');
  await page.getByText('Every Monday at 09:00 it passes to the next: ada, ben.').waitFor();
  const changes = page.getByRole('region', { name: 'What changes hands' });
  await changes.getByRole('row', { name: /^ben 0 \d+/ }).waitFor();
  await page.getByRole('button', { name: 'Save the rota' }).click();
  await page.getByText('The rota is saved.').waitFor();
  await page.getByText('On call now: ada').waitFor();
  expect(visitor.complaints).toEqual([]);
});

test('whoever is overtaken sees what the other changed, and loses nothing', async () => {
  await using visitor = await visitAs(ada, place);
  const { page } = visitor;
  await page.goto('/on-call/secondary/edit');
  await page.getByText('It is always the turn of: ben.').waitFor();
  await page.getByText('Nobody gains or loses an hour in the coming 8 weeks.').waitFor();
  await page.getByRole('button', { name: 'Take ben out' }).click();
  await page.getByLabel('Add a person to turn 1').selectOption('ada');
  const changes = page.getByRole('region', { name: 'What changes hands' });
  await changes.getByRole('row', { name: /^ben 1344 / }).waitFor();
  await ask(place.muster, 'PUT', '/api/v1/schedules/secondary', {
    timeZone: 'UTC',
    layers: [{ id: 'night', users: ['ben'] }],
  });
  await page.getByRole('button', { name: 'Save the rota' }).click();
  await page.getByText('Somebody changed it in the meantime').waitFor();
  await page.getByText('ben is always on call.').waitFor();
  await page.getByText('It is always the turn of: ada.').first().waitFor();
  await page.getByRole('button', { name: 'Keep my version and save it over theirs' }).click();
  await page.getByRole('button', { name: 'Save the rota' }).click();
  await page.getByText('The rota is saved.').waitFor();
  const { definition } = Object(await ask(place.muster, 'GET', '/api/v1/schedules/secondary'));
  expect(definition.layers).toMatchObject([
    { id: 'night', users: ['ben'] },
    { rotation: { members: [['ada']] } },
  ]);
  expect(definition.layers[0].until).toBe(definition.layers[1].from);
});

test('a span is dragged on the calendar, taken, and taken back by the toast; the keyboard does the same', async () => {
  await using visitor = await visitAs(ada, place);
  const { page } = visitor;
  await page.goto('/on-call/primary');
  const head = page.locator('main header');
  await head.getByText('On call now: ada').waitFor();
  const calendar = page.getByRole('application', { name: 'Calendar: choose a span or a moment' });
  const row = calendar.locator('[data-week="1"]');
  const box = await row.boundingBox();
  if (!box) throw new Error('the calendar has no second week');
  await page.mouse.move(box.x + box.width * 0.2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 5 });
  await page.mouse.up();
  const dialog = page.getByRole('dialog', { name: 'Take or give a span' });
  await dialog.getByLabel('Who takes it').selectOption('ben');
  await dialog.getByRole('button', { name: 'Override' }).click();
  const overrides = page.getByRole('region', { name: 'Overrides' });
  await overrides.getByText('made by ada').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await overrides.getByText('None ahead.').waitFor();

  await calendar.focus();
  await page.keyboard.press('ArrowRight');
  for (let hours = 0; hours < 3; hours += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.getByText('Enter takes or gives this span.').waitFor();
  await page.keyboard.press('Enter');
  const [from, until] = [
    await dialog.getByLabel('From').inputValue(),
    await dialog.getByLabel('Until').inputValue(),
  ];
  expect(Temporal.PlainDateTime.from(from).until(until).hours).toBe(3);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await calendar.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const why = page.getByRole('region', { name: 'Why' });
  await why.getByText('Layer 1 gives ada: it is their turn').waitFor();
  expect(visitor.complaints).toEqual([]);
});

test('a shift is dragged onto another person’s: a swap is proposed, and nothing changes until it is agreed', async () => {
  await ask(place.muster, 'PUT', '/api/v1/schedules/daily', {
    timeZone: 'UTC',
    layers: [
      { rotation: { unit: 'day', length: 1, start: '2026-01-05T09:00', members: [['ada'], ['ben']] } },
    ],
  });
  await using visitor = await visitAs(ada, place);
  const { page } = visitor;
  await page.goto('/on-call/daily?view=week&drag=shifts');
  // A week in which no shift has begun.
  for (let weeks = 0; weeks < 2; weeks += 1) await page.getByRole('button', { name: 'Later' }).click();
  await page.waitForURL(/from=/);
  const calendar = page.getByRole('application', { name: 'Calendar: move shifts' });
  const shiftOf = (person: string) => calendar.locator(`[data-shift][title^="${person}:"]`).nth(1);
  const mine = shiftOf('ada');
  await mine.waitFor();
  const middleOf = async (one: typeof mine) => {
    const box = await one.boundingBox();
    if (!box) throw new Error('a shift is not in sight');
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  await page.mouse.move(...(await middleOf(mine)));
  await page.mouse.down();
  await page.mouse.move(...(await middleOf(shiftOf('ben'))), { steps: 5 });
  await page.getByText('proposes a swap with ben').waitFor();
  await page.mouse.up();
  const swap = page.getByRole('dialog', { name: 'Propose a swap' });
  await swap.getByText('You take').waitFor();
  await swap.getByText('ben takes').waitFor();
  await swap.getByRole('button', { name: 'Propose' }).click();
  await page.getByText('Nothing changes until it is agreed.').waitFor();

  // By two clicks, onto a person below.
  await shiftOf('ada').click();
  await page.getByText('Picked up: ada').waitFor();
  await page.getByRole('button', { name: 'ben', exact: true }).click();
  await page.getByRole('dialog', { name: 'Ask for cover' }).getByRole('button', { name: 'Close' }).click();

  // By keyboard: the first shift that is ahead onto the next.
  await calendar.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Propose a swap' }).waitFor();
  await page.keyboard.press('Escape');

  await page.goto('/on-call/cover');
  const own = page.getByRole('region', { name: 'My requests' });
  await own.getByText('a swap with ben').waitFor();
  const { items } = Object(await ask(place.muster, 'GET', '/api/v1/cover'));
  await page.goto(`/on-call/cover?offer=${items[0].id}`);
  await page.getByText('That request is not open any more, or others were asked.').waitFor();
  expect(visitor.complaints).toEqual([]);
});
