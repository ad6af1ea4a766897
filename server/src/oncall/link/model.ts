/**
 * The one-time link of a notification: it lets the person who got it acknowledge that one page, without signing
 * in, for 24 hours. Looking at it (GET) only shows a button, because mail scanners look at links; pressing the
 * button (POST) acknowledges. The link is the delivery's id and a code that only this server can make.
 */
import { escaped } from '../../platform/html.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import type { Settings } from '../../platform/settings.ts';

const purpose = 'acknowledge';
export const validHours = 24;

export function acknowledgeUrl(
  settings: Pick<Settings, 'url'>,
  secrets: SecretBox,
  deliveryId: string,
): string {
  return `${settings.url}/a/${deliveryId}.${secrets.sign(purpose, deliveryId)}`;
}

/** The delivery that a link stands for; null for anything that this server did not make. */
export function deliveryOfLink(secrets: SecretBox, link: string): string | null {
  const dot = link.indexOf('.');
  const id = link.slice(0, dot);
  return dot > 0 && secrets.verify(purpose, id, link.slice(dot + 1)) ? id : null;
}

export interface LinkPage {
  heading: string;
  text: string;
  /** The path to post to, when there is something left to press. */
  button: { path: string; label: string } | null;
  /** Where the page itself can be seen. */
  pageUrl: string | null;
}

/** A page that works without script or sign-in. Every text is escaped; the style needs the nonce of the answer. */
export function renderLinkPage(page: LinkPage, nonce: string): string {
  const button = page.button
    ? `<form method="post" action="${escaped(page.button.path)}"><button type="submit">${escaped(page.button.label)}</button></form>`
    : '';
  const link = page.pageUrl ? `<p><a href="${escaped(page.pageUrl)}">Open the page in Muster</a></p>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(page.heading)} · Muster</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>${escaped(page.heading)}</h1><p>${escaped(page.text)}</p>${button}${link}</main></body></html>`;
}

const style = `:root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center}
main{padding:1.5rem;max-width:32rem;width:100%;box-sizing:border-box;overflow-wrap:anywhere}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
button{font:inherit;font-weight:600;width:100%;min-height:4rem;border:0;border-radius:.5rem;background:#1d4ed8;color:#fff;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid currentColor;outline-offset:3px}`;
