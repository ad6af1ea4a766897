import { expect, it } from 'vitest';
import { vapidSubject } from './model.ts';

it.each([
  ['https://muster.example', null, 'https://muster.example'],
  ['http://127.0.0.1:4040', 'Muster <alerts@muster.example>', 'mailto:alerts@muster.example'],
  ['http://127.0.0.1:4040', 'alerts@muster.example', 'mailto:alerts@muster.example'],
  ['http://muster.lan:4040', null, 'mailto:muster@muster.lan'],
])('with %s and mail from %s, push services complain to %s', (url, from, subject) => {
  expect(vapidSubject({ url, mail: from === null ? null : { from } })).toBe(subject);
});
