import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SignIn } from '../catalog/sign-in.tsx';
import { TapPage, tapPageOf } from '../oncall/tap-page.tsx';
import { Loading } from '../ui/states.tsx';

/** Somebody who is signed out opens a page: on an own device one tap is enough, elsewhere there is the sign-in. */
export function TapScreen({ id }: { id: string }) {
  const page = useQuery(tapPageOf(id));
  const [signsIn, setSignsIn] = useState(false);
  if (page.isPending)
    return (
      <main className="mx-auto max-w-xl p-6">
        <Loading />
      </main>
    );
  if (signsIn || !page.data) return <SignIn />;
  return <TapPage page={page.data} onSignIn={() => setSignsIn(true)} />;
}
