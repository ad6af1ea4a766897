import { usePasswordReset } from '@muster/contract/catalog/password';
import { call } from '../app/api.ts';
import { paths } from '../paths.ts';
import { ChoosePassword } from './choose-password.tsx';
import { words } from './security-messages.ts';

/** Where the link of the letter about a forgotten password leads. */
export function NewPassword({ token, onDone }: { token: string; onDone: (address: string) => void }) {
  return (
    <ChoosePassword
      title={words.newPassword.title}
      about={words.newPassword.about}
      go={words.newPassword.go}
      send={(password) => call(usePasswordReset, { body: { token, password } })}
      onDone={() => onDone(paths.now)}
      otherwise={
        <a href={paths.now} className="font-medium underline underline-offset-2">
          {words.newPassword.again}
        </a>
      }
    />
  );
}
