import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useMe } from '../app/session.tsx';
import { words } from '../oncall/messages.ts';
import { isMine } from '../oncall/optimistic.ts';
import { openPages } from '../oncall/queries.ts';
import { paths } from '../paths.ts';
import { say } from '../ui/toast.tsx';

/** Says on every screen, also to screen readers, that a page for me has come. What was there before is not news. */
export function Arrivals() {
  const me = useMe().name;
  const pages = useQuery(openPages).data?.items;
  const known = useRef<Set<string>>(undefined);
  useEffect(() => {
    if (!pages) return;
    const waiting = pages.filter((page) => page.state === 'triggered' && isMine(page, me));
    const before = known.current;
    known.current = new Set([...(before ?? []), ...waiting.map((page) => page.id)]);
    if (!before) return;
    for (const page of waiting)
      if (!before.has(page.id)) say(words.now.arrived(page.title), 'critical', paths.page(page.id));
  }, [pages, me]);
  return null;
}
