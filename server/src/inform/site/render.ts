/** All files of a status page, by their paths. The same site gives the same files. */
import { createHash } from 'node:crypto';
import { atomOf } from './atom.ts';
import { badge, iconOf } from './badge.ts';
import { historyHtml, incidentHtml, indexHtml } from './html.ts';
import { jsonFiles } from './json.ts';
import { indicatorOf, type Site } from './model.ts';
import { styleOf } from './style.ts';
import { stateWords, summaryWords } from './words.ts';

export interface SiteFile {
  path: string;
  type: string;
  body: string;
}

const html = 'text/html; charset=utf-8';
const json = 'application/json; charset=utf-8';

export function filesOf(site: Site): SiteFile[] {
  const file = (path: string, type: string, body: string): SiteFile => ({ path, type, body });
  const badges = site.components.map((one) =>
    file(
      `badge/${one.id}.svg`,
      'image/svg+xml',
      badge(one.name, stateWords[one.state], indicatorOf([one.state])),
    ),
  );
  return [
    file('index.html', html, indexHtml(site)),
    file('history.html', html, historyHtml(site)),
    ...site.notices.map((one) => file(`incidents/${one.id}.html`, html, incidentHtml(site, one))),
    ...Object.entries(jsonFiles(site)).map(([path, body]) =>
      file(`api/v2/${path}`, json, JSON.stringify(body)),
    ),
    file('feed.atom', 'application/atom+xml; charset=utf-8', atomOf(site)),
    file('icon.svg', 'image/svg+xml', iconOf(site)),
    file('badge.svg', 'image/svg+xml', badge(site.page.title, summaryWords[site.indicator], site.indicator)),
    ...badges,
  ];
}

/** What a browser may do with the pages: show their one style, and nothing else. Forms go to this server. */
export function policyOf(site: Site): string {
  const digest = createHash('sha256').update(styleOf(site.page.colour)).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${digest}'`,
    "img-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
