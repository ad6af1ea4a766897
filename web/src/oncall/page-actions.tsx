import type { Page } from '@muster/contract/oncall/pages';
import { useState } from 'react';
import { useKeys } from '../app/keys.ts';
import { useMe, useWhyNotRespond } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useAct } from './act.ts';
import { words } from './messages.ts';
import { type Act, whyNot } from './optimistic.ts';
import { ReassignForm } from './reassign-form.tsx';

interface Props {
  page: Page;
  people: { name: string; fullName: string }[];
}

/**
 * What can be done to a page. The one thing to do next is the biggest and stays under the thumb: Acknowledge while
 * nobody has it, Resolve once somebody has.
 */
export function PageActions({ page, people }: Props) {
  const [asking, setAsking] = useState<'snooze' | 'reassign'>();
  const act = useAct();
  const me = useMe().name;
  const mayNot = useWhyNotRespond();
  const reason = (kind: Act['kind']) =>
    mayNot ?? whyNot(page, kind, { resolved: words.alreadyResolved, held: words.alreadyAcknowledged });
  const go = (one: Act) => act.mutate({ page, act: one });
  const acknowledging = page.state === 'triggered' || page.state === 'snoozed';
  useKeys({ a: () => reason('acknowledge') === undefined && go({ kind: 'acknowledge' }) });
  const urgency = page.urgency === 'high' ? 'low' : 'high';
  if (page.state === 'resolved') return null;
  return (
    <div className="sticky bottom-14 z-20 -mx-4 border-y border-line bg-raised p-3 sm:mx-0 sm:rounded-xl sm:border lg:static">
      {acknowledging ? (
        <Button
          look="primary"
          size="huge"
          whyNot={reason('acknowledge')}
          onClick={() => go({ kind: 'acknowledge' })}
        >
          {words.acknowledge}
        </Button>
      ) : (
        <Button size="huge" whyNot={reason('resolve')} onClick={() => go({ kind: 'resolve' })}>
          {words.resolve}
        </Button>
      )}
      <div className="mt-2 grid grid-cols-3 gap-2 sm:flex sm:flex-wrap">
        {acknowledging && (
          <Button whyNot={reason('resolve')} onClick={() => go({ kind: 'resolve' })}>
            {words.resolve}
          </Button>
        )}
        {page.owner === me && page.state === 'acknowledged' && (
          <Button whyNot={reason('unacknowledge')} onClick={() => go({ kind: 'unacknowledge' })}>
            {words.giveBack}
          </Button>
        )}
        <Button whyNot={escalateReason(page) ?? reason('escalate')} onClick={() => go({ kind: 'escalate' })}>
          {words.escalate}
        </Button>
        <Button whyNot={reason('snooze')} onClick={() => setAsking('snooze')}>
          {words.snooze}
        </Button>
        <Button whyNot={reason('reassign')} onClick={() => setAsking('reassign')}>
          {words.reassign}
        </Button>
        <Button
          className="col-span-2"
          whyNot={reason('urgency')}
          onClick={() => go({ kind: 'urgency', urgency })}
        >
          {urgency === 'high' ? words.makeHigh : words.makeLow}
        </Button>
      </div>
      {asking === 'snooze' && <SnoozeDialog onClose={() => setAsking(undefined)} go={go} />}
      {asking === 'reassign' && (
        <ReassignForm
          people={people}
          onClose={() => setAsking(undefined)}
          go={(person) => go({ kind: 'reassign', person })}
        />
      )}
    </div>
  );
}

function escalateReason(page: Page): string | undefined {
  return page.policy === null || page.escalation === 'off' ? words.noPolicyLeft : undefined;
}

function SnoozeDialog({ onClose, go }: { onClose: () => void; go: (act: Act) => void }) {
  return (
    <Dialog title={words.snoozeTitle} onClose={onClose}>
      <p className="mb-3 text-sm text-quiet">{words.snoozeText}</p>
      <div className="grid grid-cols-3 gap-2">
        {[15, 60, 240].map((minutes) => (
          <Button
            key={minutes}
            className="min-h-14 text-lg"
            onClick={() => {
              go({ kind: 'snooze', minutes });
              onClose();
            }}
          >
            {words.snoozeFor(minutes)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
