/** Ninety days of a component as a picture, and the same as a table for whoever cannot see it. */
import type { ComponentState } from '@muster/contract/inform/status-pages';
import type { Day } from '../notice/uptime.ts';
import type { SiteComponent } from './model.ts';
import { dayWords, escaped, percentWords, spanWords, stateWords } from './words.ts';

/** The classes of the style for each state. */
export const letters: Record<ComponentState, string> = {
  operational: 'o',
  under_maintenance: 'w',
  degraded_performance: 'd',
  partial_outage: 'p',
  major_outage: 'm',
};

const step = 4;

export function barOf({ name, days, uptime }: SiteComponent): string {
  const bars = days.map(
    (day, i) => `<rect x="${i * step}" width="3" height="28" class="${classOf(day)}"${tipOf(day)}`,
  );
  const ratio = uptime === null ? 'nothing recorded yet' : `worked ${percentWords(uptime)} of the time`;
  return `<svg class="bar" viewBox="0 0 ${days.length * step - 1} 28" preserveAspectRatio="none" role="img" aria-label="${escaped(`${name}, ${days.length} days: ${ratio}`)}">${bars.join('')}</svg><div class="ends" aria-hidden="true"><span>${days.length} days ago</span><span>${uptime === null ? '' : `${percentWords(uptime)} working`}</span><span>today</span></div>`;
}

/** Only the days with something to tell. */
export function daysTable({ days }: Pick<SiteComponent, 'days'>): string {
  const told = days.filter((one) => one.worst !== null && one.worst !== 'operational').toReversed();
  const known = days.filter((one) => one.worst !== null).length;
  const rows = told.map(
    (one) =>
      `<tr><th scope="row">${dayWords(one.day)}</th><td>${stateWords[one.worst ?? 'operational']}</td><td>${one.lostSeconds === 0 ? 'none' : spanWords(one.lostSeconds)}</td></tr>`,
  );
  const fine = `<p>${sentence(told.length, known)}</p>`;
  const table =
    rows.length === 0
      ? ''
      : `<table><thead><tr><th scope="col">Day</th><th scope="col">Worst</th><th scope="col">Time lost</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<details><summary>Day by day</summary>${fine}${table}</details>`;
}

function sentence(told: number, known: number): string {
  if (known === 0) return 'Nothing is recorded yet.';
  if (told === 0) return `It worked on all ${known} recorded days.`;
  return `It worked on ${known - told} of ${known} recorded days. A part that was partly down counts three tenths.`;
}

/** What a pointer on a day tells; a day on which all was well needs no words. */
function tipOf({ day, worst }: Day): string {
  if (worst === null || worst === 'operational') return '/>';
  return `><title>${dayWords(day)}: ${stateWords[worst]}</title></rect>`;
}

function classOf({ worst }: Day): string {
  return worst === null ? 'n' : letters[worst];
}
