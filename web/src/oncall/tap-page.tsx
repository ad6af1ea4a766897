import { acknowledgeTapPage, getTapPage, type TapPage as Shown } from '@muster/contract/oncall/tap';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { useTitle } from '../app/title.ts';
import { Button } from '../ui/button.tsx';
import { Mark, softOf } from '../ui/mark.tsx';
import { Trouble } from '../ui/states.tsx';
import { words } from './messages.ts';
import { toneOf } from './page-mark.tsx';

/** What an own device may see of a page when its session has ended; undefined where this is none, or not its page. */
export const tapPageOf = (id: string) =>
  queryOptions({
    queryKey: ['tap', id],
    queryFn: ({ signal }) => call(getTapPage, { params: { id }, signal }),
    retry: false,
    refetchInterval: 15_000,
  });

/** The page without a sign-in: what it is, one tap, and the way in for everything else. */
export function TapPage({ page, onSignIn }: { page: Shown; onSignIn: () => void }) {
  useTitle(page.title);
  const client = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: () => call(acknowledgeTapPage, { params: { id: page.id } }),
    onSuccess: (after) => client.setQueryData(tapPageOf(page.id).queryKey, after),
  });
  const isWaiting = page.state === 'triggered';
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-xl flex-col justify-center gap-5 p-4">
      <header className={`rounded-xl p-4 ${softOf[toneOf(page)]}`}>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1" aria-live="polite">
          <Mark tone={toneOf(page)} word={words.state[page.state]} big />
          {page.isMine && page.state !== 'resolved' && (
            <span className="text-sm font-medium">{words.youHaveIt}</span>
          )}
        </p>
        <h1 className="mt-2 text-2xl [overflow-wrap:anywhere]">{page.title}</h1>
        <p className="mt-1 flex flex-wrap gap-x-3 text-sm">
          {page.service && <span className="font-medium">{page.service}</span>}
          <span>{words.urgency[page.urgency]}</span>
        </p>
      </header>
      {acknowledge.isError && <Trouble error={acknowledge.error} />}
      {isWaiting && (
        <Button look="primary" size="huge" busy={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
          {words.acknowledge}
        </Button>
      )}
      <div className="space-y-2 text-center">
        <p className="text-sm text-quiet">{words.tap.about}</p>
        <Button look={isWaiting ? 'quiet' : 'primary'} className="min-h-12 w-full" onClick={onSignIn}>
          {words.tap.signIn}
        </Button>
      </div>
    </main>
  );
}
