import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { Section } from '../../ui/section.tsx';
import { useSettled } from '../../ui/settled.ts';
import { words } from './messages.ts';
import { similarTo } from './queries.ts';
import { SimilarList } from './similar-list.tsx';

/** Below the form, so that nothing moves under the hand that declares; nothing where there is nothing like it. */
export function SimilarWhileTyping({ title, services }: { title: string; services: readonly string[] }) {
  const settled = useSettled(useDeferredValue(title), 300);
  const items = useQuery(similarTo({ title: settled, services })).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className="max-w-2xl pt-2">
      <Section title={words.similar.declaring}>
        <SimilarList items={items} label={words.similar.declaring} />
      </Section>
    </div>
  );
}
