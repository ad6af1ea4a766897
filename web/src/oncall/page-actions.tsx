import type { Page } from '@muster/contract/oncall/pages';
import { useState } from 'react';
import { useKeys } from '../app/keys.ts';
import { useMe, useWhyNotRespond } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { useAct } from './act.ts';
import { words } from './messages.ts';
import { type Act, whyNot } from './optimistic.ts';
import { type Choice, ChoiceButton, MoreDialog, SnoozeDialog } from './page-dialogs.tsx';
import { ReassignForm } from './reassign-form.tsx';

interface Props {
  page: Page;
  people: { name: string; fullName: string }[];
}

/**
 * What can be done to a page. The one thing to do next is the biggest and stays under the thumb: Acknowledge while
 * nobody has it, Resolve once somebody has. The rare things are a press further away on a phone.
 */
export function PageActions({ page, people }: Props) {
  const [asking, setAsking] = useState<'snooze' | 'reassign' | 'more'>();
  const act = useAct();
  const me = useMe().name;
  const mayNot = useWhyNotRespond();
  const reason = (kind: Act['kind']) =>
    mayNot ?? whyNot(page, kind, { resolved: words.alreadyResolved, held: words.alreadyAcknowledged });
  const go = (one: Act) => act.mutate({ page, act: one });
  const plain = (name: string, one: Act): Choice => ({ name, run: () => go(one), whyNot: reason(one.kind) });
  const acknowledge = plain(words.acknowledge, { kind: 'acknowledge' });
  const resolve = plain(words.resolve, { kind: 'resolve' });
  const waiting = page.state === 'triggered' || page.state === 'snoozed';
  useKeys({ a: () => acknowledge.whyNot === undefined && acknowledge.run() });
  if (page.state === 'resolved') return null;
  const first = waiting ? acknowledge : resolve;
  const often: Choice[] = [
    ...(waiting ? [resolve] : []),
    { ...plain(words.escalate, { kind: 'escalate' }), whyNot: escalateReason(page) ?? reason('escalate') },
    { name: words.snooze, run: () => setAsking('snooze'), whyNot: reason('snooze') },
  ];
  const mine = page.owner === me && page.state === 'acknowledged';
  const urgency = page.urgency === 'high' ? 'low' : 'high';
  const rare: Choice[] = [
    { name: words.reassign, run: () => setAsking('reassign'), whyNot: reason('reassign') },
    ...(mine ? [plain(words.giveBack, { kind: 'unacknowledge' })] : []),
    plain(urgency === 'high' ? words.makeHigh : words.makeLow, { kind: 'urgency', urgency }),
  ];
  const close = () => setAsking(undefined);
  return (
    <div className="page-actions -mx-4 border-t border-line bg-raised p-3 sm:mx-0 sm:rounded-xl sm:border">
      <Button
        look={page.state === 'triggered' ? 'primary' : 'plain'}
        size="huge"
        whyNot={first.whyNot}
        onClick={first.run}
      >
        {first.name}
      </Button>
      <div className="mt-2 flex gap-2 sm:flex-wrap">
        {often.map((one) => (
          <ChoiceButton key={one.name} choice={one} className="grow px-2! sm:grow-0 sm:px-3.5!" />
        ))}
        <Button className="grow px-2! sm:hidden" onClick={() => setAsking('more')}>
          {words.more}
        </Button>
        {rare.map((one) => (
          <ChoiceButton key={one.name} choice={one} className="hidden! sm:inline-flex!" />
        ))}
      </div>
      {asking === 'snooze' && <SnoozeDialog onClose={close} go={go} />}
      {asking === 'more' && <MoreDialog choices={rare} onClose={close} />}
      {asking === 'reassign' && (
        <ReassignForm people={people} onClose={close} go={(person) => go({ kind: 'reassign', person })} />
      )}
    </div>
  );
}

/** An acknowledged page can be escalated too: it then asks anew (E9). */
function escalateReason(page: Page): string | undefined {
  return page.policy === null ? words.noPolicyLeft : undefined;
}
