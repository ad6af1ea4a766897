import { askConfirmationPasskey, confirmationState, confirmSession } from '@muster/contract/catalog/proofs';
import { signOut } from '@muster/contract/catalog/session';
import { useQuery } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { words } from './messages.ts';
import { ProofForm } from './proof-form.tsx';
import { SignInAgain } from './sign-in-ways.tsx';

/** Before a door that leads further: is it still the same person at this screen? */
export function ConfirmDialog({ onDone }: { onDone: (proven: boolean) => void }) {
  const state = useQuery({
    queryKey: ['confirmation'],
    queryFn: ({ signal }) => call(confirmationState, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Dialog title={words.proof.confirmTitle} onClose={() => onDone(false)}>
      <p className="mb-4 text-sm text-quiet">{words.proof.confirmAbout}</p>
      <QueryView query={state} rows={2}>
        {({ kinds }) =>
          kinds.length === 0 ? (
            <div className="space-y-3 text-sm">
              <p>{words.proof.signInAgainText}</p>
              <SignInAgain>
                <Button look="primary" onClick={signInAgain}>
                  {words.proof.signInAgain}
                </Button>
              </SignInAgain>
            </div>
          ) : (
            <ProofForm
              kinds={kinds}
              go={words.proof.confirm}
              askPasskey={() => call(askConfirmationPasskey)}
              onProof={async (proof) => {
                await call(confirmSession, { body: proof });
                onDone(true);
              }}
            />
          )
        }
      </QueryView>
    </Dialog>
  );
}

/** The gate stands in front of every screen: whoever signs in there comes back to this one. */
async function signInAgain(): Promise<void> {
  await call(signOut).catch(() => undefined);
  window.location.reload();
}
