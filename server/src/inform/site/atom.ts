import { Feed } from 'feed';
import type { Site } from './model.ts';
import { escaped, progressWords } from './words.ts';

const latest = 50;

/** The latest updates of a page as an Atom feed, newest first. What was taken back says so and nothing else. */
export function atomOf(site: Site): string {
  const { page, home, changedAt } = site;
  const updated = new Date(changedAt);
  const feed = new Feed({
    id: `${home}/`,
    title: plain(page.title),
    link: `${home}/`,
    updated,
    copyright: '',
    generator: 'Muster',
    feedLinks: { atom: `${home}/feed.atom` },
    author: { name: plain(page.title) },
  });
  const updates = site.notices
    .flatMap((notice) => notice.updates.map((update) => ({ notice, update })))
    .sort((a, b) => (a.update.at < b.update.at ? 1 : -1))
    .slice(0, latest);
  for (const { notice, update } of updates) {
    const text = update.retractedAt === null ? update.text : 'This update was taken back.';
    feed.addItem({
      id: `${home}/updates/${update.id}`,
      link: `${home}/incidents/${notice.id}.html`,
      title: escaped(plain(`${progressWords[update.state]}: ${notice.title}`)),
      published: new Date(update.at),
      date: new Date(update.retractedAt ?? update.editedAt ?? update.at),
      content: escaped(plain(text)).replaceAll('\n', '<br>'),
    });
  }
  return feed.atom1();
}

/** Without what XML cannot hold; `]]>` would end the part in which a title stands. */
function plain(text: string): string {
  return text.replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replaceAll(']]>', ']] >');
}
