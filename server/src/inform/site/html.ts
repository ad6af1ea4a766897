/**
 * The pages of a status page. They need no script, load nothing, and are whole without a style. Whatever anybody wrote
 * is text and nothing else: it goes through `escaped`, always.
 */
import type { ComponentState } from '@muster/contract/inform/status-pages';
import { isOpen, type Notice } from '../notice/model.ts';
import { barOf, daysTable, letters } from './history.ts';
import type { Indicator, Site, SiteComponent } from './model.ts';
import { styleOf } from './style.ts';
import { escaped, progressWords, stateWords, summaryWords, whenWords, workWords } from './words.ts';

const recent = 10;

export function indexHtml(site: Site): string {
  const open = site.notices.filter(isOpen);
  const past = site.notices.filter((one) => !isOpen(one));
  return documentOf(site, {
    title: `${site.page.title}: ${summaryWords[site.indicator]}`,
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
    main: [noticeHtml(site, notice, 'h1'), backHtml(site)],
  });
}

function documentOf(
  { page, path, subscribe: link }: Site,
  { title, main }: { title: string; main: string[] },
): string {
  const robots = page.visibility === 'internal' ? '<meta name="robots" content="noindex">' : '';
  const subscribe = page.visibility === 'public' ? `<a href="${escaped(link)}">Get the news by mail</a>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${robots}
<title>${escaped(title)}</title>
<link rel="alternate" type="application/atom+xml" title="Updates" href="${escaped(path)}/feed.atom">
<style>${styleOf(page.colour)}</style></head>
<body><header class="head"><div class="in"><a href="${escaped(path)}/">${escaped(page.logo || page.title)}</a></div></header>
<main class="in">${main.join('\n')}</main>
<footer><div class="in">${subscribe}<a href="${escaped(path)}/feed.atom">Atom feed</a><a href="${escaped(path)}/api/v2/summary.json">For programs (JSON)</a><span>Times are UTC</span></div></footer>
</body></html>
`;
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
  return `<section><h2>What works</h2>${sets.join('')}</section>`;
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
    return `<article class="card"><div class="row"><h3>${escaped(one.title)}</h3><span class="st w">${shapes.under_maintenance} ${workWords[one.state]}</span></div><p class="q">${timeHtml(one.from)} to ${timeHtml(one.until)}${touched === '' ? '' : `. ${escaped(touched)}`}</p><ol class="ups">${updates.join('')}</ol></article>`;
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
  const last = notice.updates.findLast((one) => one.retractedAt === null);
  const text = last ? `<p class="txt">${escaped(last.text)}</p>` : '';
  return `<li class="card"><div class="row"><h3><a href="${escaped(path)}/incidents/${escaped(notice.id)}.html">${escaped(notice.title)}</a></h3><span class="st ${letterOf(notice)}">${progressWords[notice.state]}</span></div>${text}<p class="t">${timeHtml(notice.createdAt)}${notice.resolvedAt === null ? '' : ` to ${timeHtml(notice.resolvedAt)}`}</p></li>`;
}

function noticeHtml({ components }: Site, notice: Notice, level: 'h1' | 'h3' = 'h3'): string {
  const touched = components.filter((one) => notice.components.has(one.id)).map((one) => one.name);
  const updates = notice.updates.toReversed().map(updateHtml);
  return `<article class="card"><div class="row"><${level}>${escaped(notice.title)}</${level}><span class="st ${letterOf(notice)}">${progressWords[notice.state]}</span></div>${touched.length === 0 ? '' : `<p class="q">${escaped(touched.join(', '))}</p>`}<ol class="ups">${updates.join('')}</ol></article>`;
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
