/**
 * The pages of a status page. They need no script, load nothing, and are whole without a style. Whatever anybody wrote
 * is text and nothing else: it goes through `escaped`, always.
 */
import type { ComponentState } from '@muster/contract/inform/status-pages';
import { isOpen, type Notice } from '../notice/model.ts';
import { barOf, daysTable, letters } from './history.ts';
import type { Indicator, Site, SiteComponent } from './model.ts';
import { styleOf } from './style.ts';
import {
  clockWords,
  escaped,
  progressWords,
  stateWords,
  summaryWords,
  whenWords,
  workWords,
} from './words.ts';

const recent = 10;

export function indexHtml(site: Site): string {
  const open = site.notices.filter(isOpen);
  const past = site.notices.filter((one) => !isOpen(one));
  return documentOf(site, {
    title: `${site.page.title}: ${summaryWords[site.indicator]}`,
    about: aboutNow(site, open),
    path: '/',
    main: [
      summaryHtml(site),
      sectionHtml(
        'Now',
        open.map((one) => noticeHtml(site, one)),
      ),
      componentsHtml(site),
      plannedHtml(site),
      pastHtml(site, past),
    ],
  });
}

export function historyHtml(site: Site): string {
  const list = site.notices.map((one) => pastLine(site, one)).join('');
  return documentOf(site, {
    title: `${site.page.title}: all incidents`,
    about: `What happened at ${site.page.title}, newest first.`,
    path: '/history.html',
    main: [
      '<h1>All incidents</h1>',
      list === '' ? '<p class="q">There were none.</p>' : `<ul class="past">${list}</ul>`,
      backHtml(site),
    ],
  });
}

export function incidentHtml(site: Site, notice: Notice): string {
  return documentOf(site, {
    title: `${notice.title} - ${site.page.title}`,
    about: lastOf(notice)?.text ?? progressWords[notice.state],
    path: `/incidents/${notice.id}.html`,
    main: [noticeHtml(site, notice, 'h1'), backHtml(site)],
  });
}

interface Part {
  title: string;
  /** In a sentence, for where a link to it is shown. */
  about: string;
  /** Of the file, below the page's address. */
  path: string;
  main: readonly string[];
}

function documentOf(site: Site, part: Part): string {
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

/** What a link to the page tells where it is shared: what goes on, in the words for readers. */
function aboutNow({ indicator, components }: Site, open: readonly Notice[]): string {
  const [first] = open;
  if (first) return `${first.title}: ${progressWords[first.state]}`;
  return indicator === 'none' ? `All of ${components.length} parts work.` : summaryWords[indicator];
}

function lastOf({ updates }: Notice): Notice['updates'][number] | undefined {
  return updates.findLast((one) => one.retractedAt === null);
}

function summaryHtml({ indicator, page, changedAt }: Site): string {
  const state = stateOfIndicator[indicator];
  return `<div class="sum b${letters[state]}"><span class="${letters[state]}" aria-hidden="true">${shapes[state]}</span><div><h1>${summaryWords[indicator]}</h1><p>${escaped(page.title)}. Last change: ${timeHtml(changedAt)}.</p></div></div>`;
}

function componentsHtml({ groups }: Site): string {
  if (groups.length === 0) return '';
  const sets = groups.map(({ name, components }) => {
    const head = name === null ? '' : `<h3>${escaped(name)}</h3>`;
    return `<div class="card set">${head}${components.map(componentHtml).join('')}</div>`;
  });
  const legend = '<p class="q">Each bar is a day, the latest at the right. Grey: not recorded.</p>';
  return `<section><h2>What works</h2>${sets.join('')}${legend}</section>`;
}

function componentHtml(component: SiteComponent): string {
  const about = component.about === '' ? '' : `<p class="q">${escaped(component.about)}</p>`;
  return `<div><div class="row"><b>${escaped(component.name)}</b>${stateHtml(component.state)}</div>${about}${barOf(component)}${daysTable(component)}</div>`;
}

function plannedHtml(site: Site): string {
  const names = new Map(site.components.map((one) => [one.id, one.name]));
  const shown = site.planned.filter((one) => one.state !== 'completed');
  const cards = shown.map((one) => {
    const touched = one.components.map((id) => names.get(id) ?? '').join(', ');
    const updates = one.updates
      .toReversed()
      .map(
        (each) =>
          `<li><b>${workWords[each.state]}</b><p class="txt">${escaped(each.text)}</p><p class="t">${timeHtml(each.at)}</p></li>`,
      );
    return `<article class="card"><div class="row"><h3>${escaped(one.title)}</h3><span class="st w">${shapes.under_maintenance} ${workWords[one.state]}</span></div><p class="q">${spanHtml(one.from, one.until)}${touched === '' ? '' : `. ${escaped(touched)}`}</p><ol class="ups">${updates.join('')}</ol></article>`;
  });
  return sectionHtml('Planned work', cards);
}

function pastHtml(site: Site, past: readonly Notice[]): string {
  const list = past
    .slice(0, recent)
    .map((one) => pastLine(site, one))
    .join('');
  const body =
    list === '' ? '<p class="q">No incident was published yet.</p>' : `<ul class="past">${list}</ul>`;
  const more =
    site.notices.length === 0 ? '' : `<p><a href="${escaped(site.path)}/history.html">All incidents</a></p>`;
  return `<section><h2>Past incidents</h2>${body}${more}</section>`;
}

function pastLine({ path }: Site, notice: Notice): string {
  const last = lastOf(notice);
  const text = last ? `<p class="txt">${escaped(last.text)}</p>` : '';
  return `<li class="card"><div class="row"><h3><a href="${escaped(path)}/incidents/${escaped(notice.id)}.html">${escaped(notice.title)}</a></h3><span class="st ${letterOf(notice)}">${progressWords[notice.state]}</span></div>${text}<p class="t">${notice.resolvedAt === null ? timeHtml(notice.createdAt) : spanHtml(notice.createdAt, notice.resolvedAt)}</p></li>`;
}

function noticeHtml({ components, path }: Site, notice: Notice, level: 'h1' | 'h3' = 'h3'): string {
  const title = escaped(notice.title);
  const head =
    level === 'h1' ? title : `<a href="${escaped(path)}/incidents/${escaped(notice.id)}.html">${title}</a>`;
  const touched = components.filter((one) => notice.components.has(one.id)).map((one) => one.name);
  const updates = notice.updates.toReversed().map(updateHtml);
  return `<article class="card"><div class="row"><${level}>${head}</${level}><span class="st ${letterOf(notice)}">${progressWords[notice.state]}</span></div>${touched.length === 0 ? '' : `<p class="q">${escaped(touched.join(', '))}</p>`}<ol class="ups">${updates.join('')}</ol></article>`;
}

/** What was taken back is struck out and stays: who read it sees that it does not hold any more. */
function updateHtml(update: Notice['updates'][number]): string {
  const isBack = update.retractedAt !== null;
  const text = escaped(update.text);
  const later = isBack
    ? `, taken back ${timeHtml(update.retractedAt ?? update.at)}`
    : update.editedAt === null
      ? ''
      : `, put right ${timeHtml(update.editedAt)}`;
  return `<li><b>${isBack ? 'Taken back' : progressWords[update.state]}</b><p class="txt">${isBack ? `<s>${text}</s>` : text}</p><p class="t">${timeHtml(update.at)}${later}</p></li>`;
}

/** What is over is calm, however bad it was. */
function letterOf(notice: Notice): string {
  return isOpen(notice) ? letters[notice.worst] : letters.operational;
}

function sectionHtml(title: string, cards: readonly string[]): string {
  return cards.length === 0 ? '' : `<section><h2>${title}</h2>${cards.join('')}</section>`;
}

function backHtml({ path, page }: Site): string {
  return `<p><a href="${escaped(path)}/">${escaped(page.title)}: how it stands now</a></p>`;
}

function stateHtml(state: ComponentState): string {
  return `<span class="st ${letters[state]}"><span aria-hidden="true">${shapes[state]}</span> ${stateWords[state]}</span>`;
}

/** Two moments of one day name the day once. */
function spanHtml(from: string, until: string): string {
  const isOneDay = from.slice(0, 10) === until.slice(0, 10);
  if (!isOneDay) return `${timeHtml(from)} to ${timeHtml(until)}`;
  return `<time datetime="${escaped(from)}">${whenWords(from).replace(' UTC', '')}</time> to <time datetime="${escaped(until)}">${clockWords(until)}</time>`;
}

function timeHtml(at: string): string {
  return `<time datetime="${escaped(at)}">${whenWords(at)}</time>`;
}

/** Each state has a colour, a shape and a word. */
const shapes: Record<ComponentState, string> = {
  operational: '●',
  under_maintenance: '◆',
  degraded_performance: '◐',
  partial_outage: '▲',
  major_outage: '■',
};

const stateOfIndicator: Record<Indicator, ComponentState> = {
  none: 'operational',
  maintenance: 'under_maintenance',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
};
