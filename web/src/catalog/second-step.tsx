import type { SecondFactorAsked } from '@muster/contract/catalog/factors';
import { askSecondFactorPasskey, finishSignIn } from '@muster/contract/catalog/proofs';
import type { Me } from '@muster/contract/catalog/session';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { words } from './messages.ts';
import { type Proof, ProofForm } from './proof-form.tsx';

interface Props {
  asked: SecondFactorAsked['secondFactor'];
  onDone: (me: Me) => void;
  onBack: () => void;
}

/** The second half of a sign-in: the password was right. */
export function SecondStep({ asked: { ticket, kinds }, onDone, onBack }: Props) {
  return (
    <div className="space-y-4">
      <ProofForm
        kinds={kinds}
        go={words.signIn.go}
        askPasskey={() => call(askSecondFactorPasskey, { body: { ticket } })}
        onProof={async (proof) => onDone(await finish(ticket, proof))}
      />
      <Button look="quiet" size="small" className="-ml-2.5" onClick={onBack}>
        {words.proof.startAgain}
      </Button>
    </div>
  );
}

function finish(ticket: string, proof: Proof): Promise<Me> {
  if ('password' in proof) throw new Error('The password was the first step.');
  return call(finishSignIn, { body: { ticket, ...proof } });
}
