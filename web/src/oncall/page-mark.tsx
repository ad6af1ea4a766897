import type { Page } from '@muster/contract/oncall/pages';
import { Mark, type Tone } from '../ui/mark.tsx';
import { words } from './messages.ts';

/** The state of a page as colour, shape and word. */
export function PageMark({ page, big = false }: { page: Page; big?: boolean }) {
  return <Mark tone={toneOf(page)} word={words.state[page.state]} big={big} />;
}

/** Only what waits for somebody is loud; what is held or over is calm. */
export function toneOf(page: Pick<Page, 'state' | 'urgency'>): Tone {
  if (page.state === 'resolved') return 'quiet';
  if (page.state === 'snoozed') return 'info';
  if (page.state === 'acknowledged') return 'ok';
  return page.urgency === 'high' ? 'critical' : 'warning';
}
