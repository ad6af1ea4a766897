import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';
import { similarTo } from './queries.ts';
import { SimilarList } from './similar-list.tsx';

/** Earlier incidents like the one that goes on. */
export function SimilarPanel({ incident }: PanelProps) {
  const { ref, title, services } = incident;
  const found = useQuery(similarTo({ title, services, except: ref }));
  return (
    <Section title={words.similar.title}>
      <QueryView query={found} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-sm text-quiet">{words.similar.none}</p>
          ) : (
            <SimilarList items={items} label={words.similar.title} />
          )
        }
      </QueryView>
    </Section>
  );
}
