/**
 * The link by which a subscription ends with one click, from a mail, without signing in (RFC 8058). Looking at it
 * changes nothing, because mail scanners look; posting to it ends the subscription. It is the subscription's id and a
 * code that only this server can make, so it is of use for nothing else.
 */
import { escaped } from '../../platform/html.ts';
import type { SecretBox } from '../../platform/secrets.ts';

const purpose = 'unsubscribe';

export function unsubscribeUrl(url: string, secrets: Pick<SecretBox, 'sign'>, id: string): string {
  return `${url}/unsubscribe/${id}.${secrets.sign(purpose, id)}`;
}

/** The subscription that a link stands for; null for anything that this server did not make. */
export function subscriptionOfLink(secrets: Pick<SecretBox, 'verify'>, link: string): string | null {
  const dot = link.indexOf('.');
  const id = link.slice(0, dot);
  return dot > 0 && secrets.verify(purpose, id, link.slice(dot + 1)) ? id : null;
}

export interface UnsubscribePage {
  heading: string;
  text: string;
  /** Where to post to, while there is something to end. */
  path: string | null;
}

/** A page that works without script or sign-in; the style needs the nonce of the answer. */
export function unsubscribePage({ heading, text, path }: UnsubscribePage, nonce: string): string {
  const button =
    path === null ? '' : `<form method="post" action="${escaped(path)}"><button>Stop</button></form>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(heading)} · Muster</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>${escaped(heading)}</h1><p>${escaped(text)}</p>${button}<p><a href="/me">What I follow</a></p></main></body></html>`;
}

const style = `:root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center}
main{padding:1.5rem;max-width:32rem;width:100%;box-sizing:border-box;overflow-wrap:anywhere}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
button{font:inherit;font-weight:600;width:100%;min-height:3.5rem;border:0;border-radius:.5rem;background:#1d4ed8;color:#fff;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid currentColor;outline-offset:3px}`;
