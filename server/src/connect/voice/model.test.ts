import { expect, test } from 'vitest';
import { hostileTitles, pageDelivery } from '../../../test/harness/sender-contract.ts';
import { pageMessage } from '../notification/model.ts';
import { nccoOf, spokenText, twimlOf } from './model.ts';

const spokenOf = (title: string) => spokenText(pageMessage(pageDelivery('voice', { title, service: title })));
const keys = 'https://muster.example/connect/voice/p/s/keys?attempt=a&b';

test('a page is read with its urgency, its service, its title and the key', () => {
  expect(spokenText(pageMessage(pageDelivery('voice')))).toBe(
    'Muster. A page of high urgency for checkout. Checkout answers slowly. Press 4 to acknowledge.',
  );
});

test.each([
  ...hostileTitles,
  '<speak><break time="10s"/></speak>',
  '</Say><Redirect>https://evil</Redirect>',
])('nothing in a title is markup: %#', (title) => {
  const text = spokenOf(title);
  expect(text).not.toMatch(/[<>&]/);
  expect(text.length).toBeLessThan(600);
  expect(text.endsWith('Press 4 to acknowledge.')).toBe(true);
  const script = twimlOf(text, keys);
  expect(script.match(/<[A-Za-z]+/g)).toEqual(['<Response', '<Gather', '<Say', '<Pause', '<Say', '<Say']);
  expect(script.length).toBeLessThan(4_000);
});

test('it is read twice, and one key is awaited', () => {
  expect(twimlOf('Hello & goodbye', keys)).toContain(
    'action="https://muster.example/connect/voice/p/s/keys?attempt=a&#38;b"><Say>Hello &#38; goodbye</Say><Pause length="1"/><Say>',
  );
  expect(nccoOf('Hello', keys)).toEqual([
    { action: 'talk', text: 'Hello', bargeIn: true, loop: 2 },
    expect.objectContaining({ action: 'input', type: ['dtmf'], eventUrl: [keys] }),
  ]);
});
