import { type Evidence, getServiceReadiness, type ReadinessItem } from '@muster/contract/measure/readiness';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows, Section } from '../ui/section.tsx';
import { Ago } from '../ui/time.tsx';
import { words } from './readiness-words.ts';

const readinessOf = (name: string) =>
  queryOptions({
    queryKey: ['service-readiness', name],
    queryFn: ({ signal }) => call(getServiceReadiness, { params: { name }, signal }),
  });

/** Five kinds of readiness, each with what it rests on; what is missing says what would mend it. */
export function ServiceReadiness({ name }: { name: string }) {
  const readiness = useQuery(readinessOf(name));
  const items = readiness.data?.items;
  const ready = items?.filter((one) => one.isReady).length ?? 0;
  return (
    <Section
      title={words.title}
      beside={items && <span className="text-sm text-quiet">{words.ready(ready, items.length)}</span>}
    >
      <QueryView query={readiness} rows={5}>
        {(answer) => (
          <Rows label={words.title}>
            {answer.items.map((one) => (
              <Kind key={one.kind} item={one} service={name} />
            ))}
          </Rows>
        )}
      </QueryView>
    </Section>
  );
}

function Kind({ item, service }: { item: ReadinessItem; service: string }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-3 py-2.5">
      <span className="font-medium">{words.kinds[item.kind]}</span>
      <Mark tone={item.isReady ? 'ok' : 'warning'} word={item.isReady ? words.yes : words.no} />
      <span className="col-span-2 flex min-w-0 flex-wrap gap-x-3 gap-y-1 text-sm text-quiet">
        {!item.isReady && <span>{words.missing[item.kind]}</span>}
        {item.evidence.map((one) => (
          <Piece key={`${one.of} ${one.name}${one.label}`} piece={one} service={service} />
        ))}
      </span>
    </li>
  );
}

function Piece({ piece, service }: { piece: Evidence; service: string }) {
  const count = words.count(piece);
  return (
    <span className="[overflow-wrap:anywhere]">
      <Go to={linkOf(piece, service)} className="text-accent underline underline-offset-2">
        {piece.of === 'follow-ups' ? words.followUps : `${words.prefix[piece.of]}${piece.label}`}
      </Go>
      {count && `, ${count}`}
      {piece.of === 'integration' && (
        <>
          {', '}
          {piece.at === null ? (
            words.neverHeard
          ) : (
            <>
              {words.heard} <Ago at={piece.at} />
            </>
          )}
        </>
      )}
    </span>
  );
}

function linkOf({ of, name }: Evidence, service: string): string {
  switch (of) {
    case 'integration':
      return paths.integration(name);
    case 'route':
      return paths.organisation;
    case 'policy':
      return paths.policy(name);
    case 'person':
      return paths.people({ q: name });
    case 'team':
      return paths.teams;
    case 'list':
      return paths.audiences;
    case 'status-page':
      return paths.statusPage(name);
    case 'follow-ups':
      return paths.followUps({ service });
  }
}
