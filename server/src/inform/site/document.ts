/** What every page of a status page has around it: what it says of itself to browsers and to whoever shares it. */
import type { Indicator, Site } from './model.ts';
import { styleOf } from './style.ts';
import { escaped } from './words.ts';

interface Part {
  title: string;
  /** In a sentence, for where a link to it is shown. */
  about: string;
  /** Of the file, below the page's address. */
  path: string;
  main: readonly string[];
}

export function documentOf(site: Site, part: Part): string {
  const { page, path, subscribe: link } = site;
  const subscribe =
    page.visibility === 'public' ? `<a class="sub" href="${escaped(link)}">Get the news by mail</a>` : '';
  return `<!doctype html>
<html lang="en"><head>${headOf(site, part)}</head>
<body><header class="head"><div class="in"><a href="${escaped(path)}/">${escaped(page.logo || page.title)}</a>${subscribe}</div></header>
<main class="in">${part.main.join('\n')}</main>
<footer><div class="in"><a href="${escaped(path)}/feed.atom">Atom feed</a><a href="${escaped(path)}/api/v2/summary.json">For programs (JSON)</a><span>Times are UTC</span></div></footer>
</body></html>
`;
}

/** A page for inside tells nothing to whoever only has the link. */
function headOf({ page, home, path }: Site, { title, about, path: file }: Part): string {
  const name = escaped(title);
  const seen =
    page.visibility === 'internal'
      ? '<meta name="robots" content="noindex">'
      : `<link rel="canonical" href="${escaped(home + file)}">
${sharedOf([
  ['og:type', 'website'],
  ['og:site_name', page.title],
  ['og:title', title],
  ['og:description', shortened(about)],
  ['og:url', home + file],
])}`;
  return `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${name}</title>
<meta name="description" content="${escaped(shortened(about))}">${seen}
<link rel="icon" type="image/svg+xml" href="${escaped(path)}/icon.svg">
<link rel="alternate" type="application/atom+xml" title="Updates" href="${escaped(path)}/feed.atom">
<style>${styleOf(page.colour)}</style>`;
}

function sharedOf(all: readonly (readonly [name: string, content: string])[]): string {
  return all.map(([name, content]) => `<meta property="${name}" content="${escaped(content)}">`).join('');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= 200 ? line : `${letters.slice(0, 199).join('')}…`;
}

const inks: Record<Indicator, string> = {
  none: '#1a7f4b',
  maintenance: '#2f5fd0',
  minor: '#b58100',
  major: '#c9500a',
  critical: '#b3261e',
};

/** A dot in a browser's tab that tells how the page stands. */
export function iconOf({ indicator }: Pick<Site, 'indicator'>): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="${inks[indicator]}"/></svg>`;
}
