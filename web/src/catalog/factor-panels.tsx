import type { listFactors } from '@muster/contract/catalog/factors';
import { removePasskey, removeTotp } from '@muster/contract/catalog/factors';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Smartphone } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Mark, Shape } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { Ago } from '../ui/time.tsx';
import { AppSetUp } from './app-set-up.tsx';
import { words } from './factor-messages.ts';
import { browserHasPasskeys } from './passkey.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { myFactors } from './queries.ts';
import { CodesOnce } from './recovery-codes.tsx';
import { RecoveryPanel } from './recovery-panel.tsx';
import { RemoveFactor } from './remove-factor.tsx';

type Mine = AnswerOf<typeof listFactors>;

/** What stands beside my password: authenticator app, passkeys, recovery codes. */
export function FactorPanels() {
  return <QueryView query={useQuery(myFactors)}>{(mine) => <Panels mine={mine} />}</QueryView>;
}

function Panels({ mine }: { mine: Mine }) {
  const [codes, setCodes] = useState<readonly string[]>();
  const count = mine.passkeys.length + (mine.totp ? 1 : 0);
  return (
    <div className="space-y-3">
      <p className="max-w-2xl text-sm text-quiet">{words.about}</p>
      {count === 0 && (
        <p className="flex items-start gap-2 text-sm font-medium text-warning">
          <span className="mt-0.5">
            <Shape tone="warning" />
          </span>
          {words.off}
        </p>
      )}
      <Rows label={words.title}>
        <AppRow totp={mine.totp} isLast={count === 1} onCodes={setCodes} />
        {mine.passkeys.map((one) => (
          <PasskeyRow key={one.id} one={one} isLast={count === 1} />
        ))}
        <AddPasskeyRow mine={mine} onCodes={setCodes} />
        <RecoveryPanel codes={mine.recoveryCodes} hasFactor={count > 0} onCodes={setCodes} />
      </Rows>
      {codes && <CodesOnce codes={codes} onClose={() => setCodes(undefined)} />}
    </div>
  );
}

interface AppProps {
  totp: Mine['totp'];
  isLast: boolean;
  onCodes: (codes: readonly string[]) => void;
}

function AppRow({ totp, isLast, onCodes }: AppProps) {
  const [open, setOpen] = useState<'set-up' | 'remove'>();
  const close = () => setOpen(undefined);
  return (
    <FactorRow
      Icon={Smartphone}
      name={words.app}
      about={totp ? <Dates added={totp.addedAt} used={totp.lastUsedAt} /> : words.appNone}
      isOn={totp !== null}
    >
      <Button size="small" look={totp ? 'quiet' : 'plain'} onClick={() => setOpen('set-up')}>
        {totp ? words.appReplace : words.appSetUp}
      </Button>
      {totp && (
        <Button size="small" look="danger" onClick={() => setOpen('remove')}>
          {words.remove}
          <span className="sr-only"> {words.app}</span>
        </Button>
      )}
      {open === 'set-up' && <AppSetUp onClose={close} onCodes={onCodes} />}
      {open === 'remove' && (
        <RemoveFactor
          title={words.removeApp}
          isLast={isLast}
          remove={() => call(removeTotp)}
          onClose={close}
        />
      )}
    </FactorRow>
  );
}

function PasskeyRow({ one, isLast }: { one: Mine['passkeys'][number]; isLast: boolean }) {
  const [removing, setRemoving] = useState(false);
  return (
    <FactorRow
      Icon={KeyRound}
      name={one.name}
      about={
        <>
          <Dates added={one.createdAt} used={one.lastUsedAt} /> ·{' '}
          {one.backedUp ? words.backedUp : words.oneDevice}
        </>
      }
      isOn
    >
      <Button size="small" look="danger" onClick={() => setRemoving(true)}>
        {words.remove}
        <span className="sr-only"> {one.name}</span>
      </Button>
      {removing && (
        <RemoveFactor
          title={words.removePasskey(one.name)}
          isLast={isLast}
          remove={() => call(removePasskey, { params: { id: one.id } })}
          onClose={() => setRemoving(false)}
        />
      )}
    </FactorRow>
  );
}

function AddPasskeyRow({ mine, onCodes }: { mine: Mine; onCodes: AppProps['onCodes'] }) {
  const [adding, setAdding] = useState(false);
  const whyNot = !mine.passkeysPossible
    ? words.passkeysImpossible
    : browserHasPasskeys()
      ? undefined
      : words.passkeysNotHere;
  const isFirst = mine.passkeys.length === 0;
  return (
    <FactorRow
      Icon={KeyRound}
      name={isFirst ? words.passkeys : undefined}
      about={whyNot ?? (isFirst ? words.passkeysNone : words.anotherText)}
      isOn={false}
    >
      <Button size="small" whyNot={whyNot} onClick={() => setAdding(true)}>
        {isFirst ? words.addPasskey : words.addAnother}
      </Button>
      {adding && <PasskeyForm onClose={() => setAdding(false)} onCodes={onCodes} />}
    </FactorRow>
  );
}

interface RowProps {
  Icon: typeof KeyRound;
  name: string | undefined;
  about: ReactNode;
  isOn: boolean;
  children: ReactNode;
}

export function FactorRow({ Icon, name, about, isOn, children }: RowProps) {
  return (
    <li className="flex flex-col gap-2 px-3 py-3 text-sm sm:flex-row sm:items-center sm:justify-between sm:gap-4">
      <span className="flex min-w-0 gap-3">
        <Icon size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-quiet" />
        <span className="min-w-0">
          {name && (
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
              {isOn && <Mark tone="ok" word={words.on} />}
            </span>
          )}
          {about && <span className="block text-quiet">{about}</span>}
        </span>
      </span>
      <span className="flex shrink-0 flex-wrap gap-2 pl-7 sm:pl-0">{children}</span>
    </li>
  );
}

function Dates({ added, used }: { added: string; used: string | null }) {
  return (
    <>
      {words.added} <Ago at={added} /> ·{' '}
      {used ? (
        <>
          {words.used} <Ago at={used} />
        </>
      ) : (
        words.neverUsed
      )}
    </>
  );
}
