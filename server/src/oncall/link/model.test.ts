import { expect, test } from 'vitest';
import { openSecretBox } from '../../platform/secrets.ts';
import { acknowledgeUrl, deliveryOfLink, renderLinkPage } from './model.ts';

const secrets = openSecretBox('a key of more than thirty-two characters');
const id = '01995a00-0000-7000-8000-000000000001';
const link = acknowledgeUrl({ url: 'https://muster.example.org' }, secrets, id).replace(
  'https://muster.example.org/a/',
  '',
);

test('a link that this server made names its delivery', () => {
  expect(deliveryOfLink(secrets, link)).toBe(id);
});

test.each([
  ['another code', `${id}.AAAAAAAAAAAAAAAAAAAAAA`],
  ['another delivery', link.replace('0001.', '0002.')],
  ['no code', id],
  ['an empty text', ''],
  ['only a code', link.slice(link.indexOf('.'))],
])('%s is no link', (_, text) => {
  expect(deliveryOfLink(secrets, text)).toBeNull();
});

test('another key makes another link', () => {
  expect(deliveryOfLink(openSecretBox('a different key of thirty-two characters'), link)).toBeNull();
});

test('hostile titles are escaped', () => {
  const html = renderLinkPage(
    {
      heading: '"><script>alert(1)</script>',
      text: "x' onload='",
      button: { path: '/a/"x', label: '<b>' },
      pageUrl: null,
    },
    'n',
  );
  expect(html).not.toContain('<script>');
  expect(html).not.toContain("x' onload='");
  expect(html).toContain('&lt;script&gt;');
});
