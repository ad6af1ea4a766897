import type { Person } from '@muster/contract/catalog/people';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { ChangeForm } from './change-form.tsx';
import { LeaveForm, ReturnForm } from './leave-form.tsx';
import { words } from './people-messages.ts';
import { WaysIn } from './ways-in.tsx';

interface Props {
  person: Person;
  /** What would go on without them, from the stage that knows. */
  duties: ReactNode;
  onClose: () => void;
}

/** All that an administrator does to one account. */
export function PersonPanel({ person, duties, onClose }: Props) {
  const [part, setPart] = useState<'change' | 'ways' | 'leave'>('change');
  const options = {
    change: words.account,
    ways: words.wayIn,
    leave: person.active ? words.leave : words.reactivate,
  };
  return (
    <Dialog title={person.fullName} onClose={onClose}>
      <div className="space-y-4">
        <Segmented label={person.fullName} value={part} options={options} onChange={setPart} />
        {part === 'change' && <ChangeForm key={JSON.stringify(person)} person={person} />}
        {part === 'ways' && <WaysIn person={person} />}
        {part === 'leave' &&
          (person.active ? <LeaveForm person={person} duties={duties} /> : <ReturnForm person={person} />)}
      </div>
    </Dialog>
  );
}
