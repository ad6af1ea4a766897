import type { SimilarIncident } from '@muster/contract/respond/similar';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';
import { similarTo, useJudge } from './queries.ts';
import { SimilarList } from './similar-list.tsx';

/** Earlier incidents like the one that goes on. */
export function SimilarPanel({ incident, readOnly }: PanelProps) {
  const { ref, title, services } = incident;
  const found = useQuery(similarTo({ title, services, except: ref }));
  return (
    <Section title={words.similar.title}>
      <QueryView query={found} rows={2}>
        {({ items, judged }) =>
          items.length === 0 ? (
            <p className="text-sm text-quiet">{words.similar.none}</p>
          ) : (
            <>
              <SimilarList
                items={items}
                label={words.similar.title}
                below={readOnly ? undefined : (one) => <Verdict reference={ref} one={one} />}
              />
              {judged.useful + judged.not > 0 && (
                <p className="text-xs text-quiet">{words.similar.judged(judged)}</p>
              )}
            </>
          )
        }
      </QueryView>
    </Section>
  );
}

/** One tap, and another takes it back: what is proposed gets no better without it (R46). */
function Verdict({ reference, one }: { reference: string; one: SimilarIncident }) {
  const judge = useJudge(reference);
  const say = words.similar;
  return (
    <fieldset className="flex flex-wrap items-center gap-2 text-xs text-quiet">
      <legend className="sr-only">{say.isUseful(one.ref)}</legend>
      {([true, false] as const).map((useful) => (
        <Button
          key={String(useful)}
          size="small"
          look={one.useful === useful ? 'plain' : 'quiet'}
          aria-pressed={one.useful === useful}
          aria-label={`${useful ? say.useful : say.notUseful}: ${one.ref}`}
          onClick={() => judge.mutate({ other: one.ref, useful })}
        >
          {useful ? say.useful : say.notUseful}
        </Button>
      ))}
    </fieldset>
  );
}
