import type { Claim } from '@muster/contract/respond/state';
import { useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Due } from '../../ui/due.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { FewRows } from '../few.tsx';
import { isRunning, takesWork } from '../open-work.ts';
import type { PanelProps } from '../panel.ts';
import { ClaimDialog } from './claim-dialog.tsx';
import { FreeDialog } from './free-dialog.tsx';
import { words } from './messages.ts';
import { useExtendClaim, useReleaseClaim } from './queries.ts';

const extension = 15;

/** What is being changed, by whom, until when: two people do not change one system at once (R76). */
export function ClaimsPanel({ incident, readOnly }: PanelProps) {
  const [open, setOpen] = useState(false);
  const mayAct = !readOnly && takesWork(incident);
  const held = incident.claims
    .filter((one) => one.releasedAt === null)
    .sort((a, b) => (a.until < b.until ? -1 : 1));
  return (
    <Section
      title={words.title}
      beside={
        mayAct && (
          <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {words.make}
          </Button>
        )
      }
    >
      <div className="space-y-2">
        {isRunning(incident) && incident.services.length > 0 && (
          <p className="text-sm text-quiet">{words.freeze(incident.services.join(', '))}</p>
        )}
        {held.length === 0 ? (
          <Empty title={words.empty}>{words.emptyText}</Empty>
        ) : (
          <FewRows items={held} label={words.title} more={words.more}>
            {(claim) => <ClaimRow key={claim.id} incident={incident} readOnly={!mayAct} claim={claim} />}
          </FewRows>
        )}
      </div>
      {open && <ClaimDialog incident={incident} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function ClaimRow({ incident, readOnly, claim }: PanelProps & { claim: Claim }) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-52 text-sm">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium wrap-anywhere">{claim.system}</span>
          <span className="text-quiet">
            <Due
              at={claim.until}
              words={{ due: words.left, late: words.late }}
              counts={isRunning(incident) && !readOnly}
            />
          </span>
        </p>
        <p className="text-quiet wrap-anywhere">
          <span className="font-medium text-text">{words.doing(claim.person)}</span>
          {claim.doing}
        </p>
        {claim.despite && (
          <p className="wrap-anywhere">
            <Mark tone="warning" word={words.despite(claim.despite.person, claim.person)} />{' '}
            <span className="text-quiet">{words.because(claim.despite.reason)}</span>
          </p>
        )}
      </div>
      {!readOnly && <Doing incident={incident} claim={claim} />}
    </li>
  );
}

function Doing({ incident, claim }: Pick<PanelProps, 'incident'> & { claim: Claim }) {
  const { name } = useMe();
  const [open, setOpen] = useState(false);
  const extend = useExtendClaim(incident, claim.id);
  const release = useReleaseClaim(incident, claim.id);
  if (claim.person !== name)
    return (
      <>
        <Button
          size="small"
          look="quiet"
          aria-label={words.freeOf(claim.system)}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          {words.free}
        </Button>
        {open && <FreeDialog incident={incident} claim={claim} onClose={() => setOpen(false)} />}
      </>
    );
  return (
    <div className="flex shrink-0 items-center gap-1">
      <Button
        size="small"
        look="quiet"
        aria-label={words.extendOf(claim.system, extension)}
        busy={extend.isPending}
        onClick={() => extend.mutate(extension)}
      >
        {words.extend(extension)}
      </Button>
      <Button
        size="small"
        aria-label={words.releaseOf(claim.system)}
        busy={release.isPending}
        onClick={() => release.mutate('')}
      >
        {words.release}
      </Button>
    </div>
  );
}
