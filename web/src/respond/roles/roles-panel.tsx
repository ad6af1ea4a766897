import { commanderRole } from '@muster/contract/respond/roles';
import { useQuery } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import { OfferDialog } from '../handoff/offer-dialog.tsx';
import { OfferState } from '../handoff/offer-state.tsx';
import { PastHandoffs } from '../handoff/past-handoffs.tsx';
import type { PanelProps } from '../panel.ts';
import { respondSettings } from '../queries.ts';
import { goesOn, type RoleLine, roleLines } from './holders.ts';
import { words } from './messages.ts';
import { useTakeRole } from './queries.ts';
import { RoleDialog } from './role-dialog.tsx';

/** Who holds what. What nobody holds is the commander's, and says so; what nobody needs now waits behind a press. */
export function RolesPanel({ incident, readOnly }: PanelProps) {
  const settings = useQuery(respondSettings);
  const [all, setAll] = useState(false);
  const isOver = !goesOn(incident);
  return (
    <Section title={words.title}>
      <QueryView query={settings} rows={4}>
        {({ roles }) => {
          const lines = roleLines(incident, roles);
          const near = lines.filter((line) => line.held.length > 0 || (line.isNeeded && !isOver));
          const far = isOver ? [] : lines.filter((line) => !near.includes(line));
          return (
            <Rows label={words.title}>
              {(all ? lines : near).map((line) => (
                <RoleRow
                  key={line.definition.name}
                  incident={incident}
                  readOnly={readOnly || isOver}
                  line={line}
                />
              ))}
              {near.length === 0 && isOver && (
                <li className="px-3 py-2 text-sm text-quiet">{words.nobody}</li>
              )}
              {far.length > 0 && (
                <li>
                  <button
                    type="button"
                    aria-expanded={all}
                    onClick={() => setAll(!all)}
                    className="min-h-10 w-full px-3 py-2 text-left text-sm text-quiet hover:bg-sunken hover:text-text pointer-coarse:min-h-11"
                  >
                    {all ? words.fewer : words.others(far.map((line) => line.definition.label).join(', '))}
                  </button>
                </li>
              )}
            </Rows>
          );
        }}
      </QueryView>
      <PastHandoffs incident={incident} />
    </Section>
  );
}

function RoleRow({ incident, readOnly, line }: PanelProps & { line: RoleLine }) {
  const { name } = useMe();
  const { definition } = line;
  // Whoever offered it sees that above all tabs.
  const offer = incident.handoffs.find((one) => one.state === 'offered' && one.role === definition.name);
  return (
    <li className="px-3 py-2">
      <div className="flex items-center justify-between gap-3">
        <div className="min-w-0 text-sm">
          <p className="text-xs text-quiet" title={definition.duty}>
            {definition.label}
          </p>
          <p>
            <Holders incident={incident} line={line} />
          </p>
        </div>
        {!readOnly && <Doing incident={incident} line={line} hasOffer={offer !== undefined} />}
      </div>
      {offer && offer.from !== name && <OfferState incident={incident} offer={offer} readOnly={readOnly} />}
    </li>
  );
}

type HoldersProps = Pick<PanelProps, 'incident'> & { line: RoleLine };

function Holders({ incident, line: { definition, held, isNeeded } }: HoldersProps) {
  const isCommand = definition.name === commanderRole;
  if (held.length > 0)
    return held.map((one, i) => (
      <span key={one.person}>
        {i > 0 && ', '}
        <span className="font-medium">{one.person}</span>{' '}
        <span className="text-xs text-quiet">
          {words.since} <At at={one.from} />
        </span>
      </span>
    ));
  if (isCommand && goesOn(incident)) return <Mark tone="critical" word={words.nobody} />;
  if (isCommand || definition.many || incident.commander === null)
    return <span className="text-quiet">{words.nobody}</span>;
  return (
    <span className="text-quiet">
      {words.withCommander}
      {isNeeded && <>, {words.needed}</>}
    </span>
  );
}

/** The one likely thing as a button, everything else behind "more". */
function Doing({
  incident,
  line,
  hasOffer,
}: Pick<PanelProps, 'incident'> & { line: RoleLine; hasOffer: boolean }) {
  const { name } = useMe();
  const { definition, held } = line;
  const [open, setOpen] = useState<'offer' | 'more' | null>(null);
  const take = useTakeRole(incident);
  const isMine = held.some((one) => one.person === name);
  const canTake = held.length === 0 || (definition.many && !isMine);
  const canOffer = isMine && !definition.many && !hasOffer;
  return (
    <div className="flex shrink-0 items-center gap-1">
      {canTake && (
        <Button
          size="small"
          look={definition.name === commanderRole ? 'primary' : 'plain'}
          aria-label={words.claimRole(definition.label)}
          busy={take.isPending}
          onClick={() => take.mutate({ role: definition.name })}
        >
          {words.claim}
        </Button>
      )}
      {canOffer && (
        <Button
          size="small"
          aria-label={words.handOverRole(definition.label)}
          onClick={() => setOpen('offer')}
        >
          {words.handOver}
        </Button>
      )}
      <Button
        size="small"
        look="quiet"
        aria-label={words.moreOf(definition.label)}
        aria-haspopup="dialog"
        onClick={() => setOpen('more')}
      >
        <Ellipsis size={16} aria-hidden="true" />
      </Button>
      {open === 'offer' && (
        <OfferDialog incident={incident} role={definition} onClose={() => setOpen(null)} />
      )}
      {open === 'more' && <RoleDialog incident={incident} line={line} onClose={() => setOpen(null)} />}
    </div>
  );
}
