/** The pages on which somebody subscribes, agrees, changes and ends it. They need no script and load nothing. */
import { escaped } from '../../platform/html.ts';

export interface FormPage {
  name: string;
  slug: string;
  components: readonly { id: string; name: string }[];
}

interface Asking {
  /** The path that the button posts to. */
  path: string;
  label: string;
  fields?: string;
  isQuiet?: boolean;
}

function subscribeFields({ components }: FormPage): string {
  return `<p><label for="mail">Your mail address</label>
<input id="mail" name="mail" type="email" autocomplete="email" required maxlength="254"></p>${choice(components, null)}`;
}

/** All, unless some were chosen. Nothing ticked is all, as the text says. */
function choice(components: FormPage['components'], chosen: readonly string[] | null): string {
  if (components.length < 2) return '';
  const boxes = components.map(
    ({ id, name }) =>
      `<label class="row"><input type="checkbox" name="components" value="${escaped(id)}"${chosen?.includes(id) ? ' checked' : ''}> <span>${escaped(name)}</span></label>`,
  );
  return `<fieldset><legend>Only about these; none chosen is all</legend>${boxes.join('\n')}</fieldset>`;
}

export function renderForm(
  {
    title,
    texts,
    forms,
    back,
  }: {
    title: string;
    texts: readonly string[];
    forms?: readonly Asking[];
    back?: { path: string; label: string };
  },
  nonce: string,
): string {
  const asked = (forms ?? []).map(
    ({ path, label, fields = '', isQuiet = false }) =>
      `<form method="post" action="${escaped(path)}">${fields}<button type="submit"${isQuiet ? ' class="quiet"' : ''}>${escaped(label)}</button></form>`,
  );
  const link = back ? `<p><a href="${escaped(back.path)}">${escaped(back.label)}</a></p>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(title)}</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>${escaped(title)}</h1>${texts.map((one) => `<p>${escaped(one)}</p>`).join('')}${asked.join('\n')}${link}</main></body></html>`;
}

export type View = Parameters<typeof renderForm>[0];

/** The same for whoever it is and whether or not anything is sent. */
export const told =
  'If this address can be written to, it gets a message that asks whether it agrees. Nothing else is sent before it does.';

export const nowhere: View = {
  title: 'There is no such page',
  texts: ['Look whether the address is right.'],
};

export function offer(page: FormPage, problem?: string): View {
  return {
    title: `News of ${page.name}`,
    texts: [
      ...(problem === undefined ? [] : [problem]),
      'We write when something is wrong, when there is something new, and when it is over. A first mail asks whether it is you.',
    ],
    forms: [{ path: `${path(page.slug)}/subscribers`, label: 'Subscribe', fields: subscribeFields(page) }],
    back: backTo(page.slug),
  };
}

/** After the form was sent, whatever came of it. */
export function asked(slug: string): View {
  return { title: 'Look into your mailbox', texts: [told], back: backTo(slug) };
}

export function agreeing(page: FormPage, secret: string): View {
  const own = `${path(page.slug)}/confirm/${encodeURIComponent(secret)}`;
  return {
    title: `News of ${page.name}`,
    texts: ['One press, and the news come to you.'],
    forms: [{ path: own, label: 'Send me the news' }],
  };
}

export function hasAgreed(slug: string, manage: string): View {
  return {
    title: 'It is done',
    texts: ['You get the news from now on.'],
    back: { path: `${path(slug)}/subscription/${manage}`, label: 'Change or end it' },
  };
}

export function overdue(slug: string): View {
  return {
    title: 'This link does not hold any more',
    texts: ['It works once, and for a day. If you have pressed it already, all is well.'],
    back: { path: `${path(slug)}/subscribe`, label: 'Subscribe again' },
  };
}

/** For whoever holds the secret link of a subscription. `to` is masked. */
export function managing(
  own: { page: FormPage; components: readonly string[] | null; to: string; secret: string },
  said?: string,
): View {
  const [slug, secret] = [own.page.slug, encodeURIComponent(own.secret)];
  const fields = choice(own.page.components, own.components);
  const change = { path: `${path(slug)}/subscription/${secret}`, label: 'Keep this', fields };
  return {
    title: `News of ${own.page.name}`,
    texts: [...(said === undefined ? [] : [said]), `They come to ${own.to}.`],
    forms: [
      ...(fields === '' ? [] : [change]),
      { path: `${path(slug)}/unsubscribe/${secret}`, label: 'End it', isQuiet: true },
    ],
    back: backTo(slug),
  };
}

export function ending(slug: string, secret: string): View {
  return {
    title: 'End your subscription?',
    texts: ['No more news come to you.'],
    forms: [{ path: `${path(slug)}/unsubscribe/${encodeURIComponent(secret)}`, label: 'End it' }],
    back: backTo(slug),
  };
}

export function ended(slug: string): View {
  return {
    title: 'You are not subscribed',
    texts: ['No news come to you. Nothing of your address is kept.'],
    back: backTo(slug),
  };
}

function backTo(slug: string): { path: string; label: string } {
  return { path: path(slug), label: 'To the page' };
}

function path(slug: string): string {
  return `/status/${encodeURIComponent(slug)}`;
}

const style = `:root{color-scheme:light dark;--line:#8886;--quiet:#555;--go:#1d4ed8}
@media(prefers-color-scheme:dark){:root{--quiet:#bbb;--link:#93b4ff}}
body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:Canvas;color:CanvasText}main{margin:0 auto;padding:2rem 1rem;max-width:32rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}p{margin:0 0 1rem}a{color:var(--link,#1d4ed8)}
label{display:block;font-weight:600;margin-bottom:.25rem}input[type=email]{font:inherit;width:100%;box-sizing:border-box;padding:.625rem .75rem;border:1px solid #888;border-radius:.375rem;background:Canvas;color:CanvasText}
fieldset{border:1px solid var(--line);border-radius:.375rem;margin:0 0 1rem;padding:.5rem 1rem}legend{color:var(--quiet);padding:0 .25rem}
.row{display:flex;gap:.5rem;align-items:center;font-weight:400;min-height:2.5rem;margin:0}.row input{inline-size:1.125rem;block-size:1.125rem;margin:0}
form{margin:0 0 1rem}button{font:inherit;font-weight:600;width:100%;min-height:2.75rem;border:1px solid var(--go);border-radius:.375rem;background:var(--go);color:#fff;cursor:pointer}
button.quiet{background:none;color:CanvasText;border-color:#888}:focus-visible{outline:3px solid currentColor;outline-offset:2px}`;
