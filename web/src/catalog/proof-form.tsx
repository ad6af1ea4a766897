import type { PasskeyRequest, SignedByPasskey } from '@muster/contract/catalog/factors';
import type { ConfirmationKind } from '@muster/contract/catalog/proofs';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { problemOf, reasonOf } from '../ui/states.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './messages.ts';
import { browserHasPasskeys, signWithPasskey } from './passkey.ts';

export type Proof =
  | { password: string }
  | { code: string }
  | { recoveryCode: string }
  | { passkey: SignedByPasskey };

interface Props {
  kinds: readonly ConfirmationKind[];
  /** What the button says that sends a typed proof. */
  go: string;
  askPasskey: () => Promise<PasskeyRequest>;
  /** Sends the proof; what it rejects with is shown. */
  onProof: (proof: Proof) => Promise<unknown>;
}

/** Who are you? One way at a time, the strongest first; the other ways are one press away. */
export function ProofForm({ kinds, go, askPasskey, onProof }: Props) {
  const ways = order.filter((way) => kinds.includes(way) && (way !== 'passkey' || browserHasPasskeys()));
  const [chosen, choose] = useState(ways[0]);
  const prove = useMutation({
    mutationFn: async (proof: () => Promise<Proof> | Proof) => onProof(await proof()),
  });
  const change = (way: Way) => {
    prove.reset();
    choose(way);
  };
  if (chosen === undefined) return <p className="text-sm">{words.proof.noWay}</p>;
  const problem = prove.error ? wordsFor(prove.error) : undefined;
  return (
    <div className="space-y-4">
      {chosen === 'passkey' ? (
        <div className="space-y-3">
          <Button
            look="primary"
            className="min-h-12 w-full text-base"
            autoFocus
            busy={prove.isPending}
            onClick={() => prove.mutate(async () => ({ passkey: await signWithPasskey(await askPasskey()) }))}
          >
            {words.proof.passkey}
          </Button>
          <Wrong text={problem} />
        </div>
      ) : (
        <TypedProof
          key={chosen}
          way={chosen}
          go={go}
          problem={problem}
          busy={prove.isPending}
          onProof={(proof) => prove.mutate(() => proof)}
        />
      )}
      {ways.length > 1 && (
        <div className="-mx-2.5 flex flex-wrap gap-x-2 gap-y-1">
          {ways
            .filter((way) => way !== chosen)
            .map((way) => (
              <Button key={way} size="small" look="quiet" onClick={() => change(way)}>
                {words.proof.insteadBy[way]}
              </Button>
            ))}
        </div>
      )}
    </div>
  );
}

const order = ['passkey', 'totp', 'password', 'recovery'] as const;
type Way = (typeof order)[number];
type TypedWay = Exclude<Way, 'passkey'>;

interface TypedProps {
  way: TypedWay;
  go: string;
  problem: string | undefined;
  busy: boolean;
  onProof: (proof: Proof) => void;
}

function TypedProof({ way, go, problem, busy, onProof }: TypedProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onProof(proofOf(way, form));
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field
        {...fields[way]}
        label={words.proof.label[way]}
        hint={words.proof.hint[way]}
        name="proof"
        required
        // Whoever is asked has nothing else to do here.
        autoFocus
        error={problem}
      />
      <Button type="submit" look="primary" className="min-h-12 w-full text-base" busy={busy}>
        {go}
      </Button>
    </form>
  );
}

const fields = {
  totp: {
    inputMode: 'numeric',
    autoComplete: 'one-time-code',
    pattern: '\\s*\\d{3}\\s*\\d{3}\\s*',
    maxLength: 9,
    className: 'font-mono text-lg tracking-widest',
  },
  recovery: {
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
    maxLength: 40,
    className: 'font-mono',
  },
  password: { type: 'password', autoComplete: 'current-password', maxLength: 200 },
} as const;

function proofOf(way: TypedWay, form: FormData): Proof {
  if (way === 'password') return { password: String(form.get('proof') ?? '') };
  const typed = textOf(form, 'proof');
  return way === 'totp' ? { code: typed.replace(/\s/g, '') } : { recoveryCode: typed };
}

/** A wrong answer is about the field; its schema's own word is better than "some of what was sent". */
function wordsFor(error: unknown): string {
  return problemOf(error)?.errors[0]?.message ?? reasonOf(error);
}
