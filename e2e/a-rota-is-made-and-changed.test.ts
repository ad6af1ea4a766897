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
