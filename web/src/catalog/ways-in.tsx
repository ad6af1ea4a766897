import { endSessionsOf, inviteAgain, type Person } from '@muster/contract/catalog/people';
import { createSignInLink } from '@muster/contract/catalog/session';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Trouble } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { Invited } from './invite-form.tsx';
import { words } from './people-messages.ts';
import { ResetFactors } from './reset-factors.tsx';

/** How somebody gets in, and out: invitation, one-time link, sessions. */
export function WaysIn({ person }: { person: Person }) {
  const client = useQueryClient();
  const [shown, setShown] = useState(true);
  const params = { name: person.name };
  const refresh = () => client.invalidateQueries({ queryKey: ['people'] });
  const again = useMutation({
    mutationFn: () => call(inviteAgain, { params }),
    onSuccess: () => {
      setShown(true);
      return refresh();
    },
  });
  const link = useMutation({ mutationFn: () => call(createSignInLink, { params }) });
  const end = useMutation({
    mutationFn: () => call(endSessionsOf, { params }),
    onSuccess: () => {
      say(words.ended(person.fullName));
      return refresh();
    },
  });
  const { account } = person;
  const isMe = useMe().name === person.name;
  const cameIn = account?.state === 'active';
  const whyNot = person.active ? undefined : words.states.deactivated;
  const error = again.error ?? link.error ?? end.error;
  return (
    <div className="space-y-4">
      {account && (
        <p className="text-sm text-quiet">
          {words.sessions(account.sessions)}, {account.hasSecondFactor ? words.factor : words.noFactor}
          {account.lastSeenAt && (
            <>
              , {words.seen} <Ago at={account.lastSeenAt} />
            </>
          )}
        </p>
      )}
      <div className="grid gap-2 sm:grid-cols-2">
        {cameIn ? (
          <Button busy={link.isPending} whyNot={whyNot} onClick={() => link.mutate()}>
            {words.signInLink}
          </Button>
        ) : (
          <Button busy={again.isPending} whyNot={whyNot} onClick={() => again.mutate()}>
            {words.inviteAgain}
          </Button>
        )}
        <Button busy={end.isPending} onClick={() => end.mutate()}>
          {words.endSessions}
        </Button>
        {account?.hasSecondFactor && !isMe && <ResetFactors person={person} />}
      </div>
      {link.data && <CopyBlock text={link.data.url} label={words.linkFor(person.fullName)} />}
      {again.data && shown && <Invited invitation={again.data} onClose={() => setShown(false)} />}
      {error && <Trouble error={error} />}
    </div>
  );
}
