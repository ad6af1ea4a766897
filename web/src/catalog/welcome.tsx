import { useSignInLink } from '@muster/contract/catalog/session';
import { call } from '../app/api.ts';
import { paths } from '../paths.ts';
import { ChoosePassword } from './choose-password.tsx';
import { words } from './messages.ts';

/** Somebody whom an administrator sent a one-time link. */
export function Welcome({ token, onDone }: { token: string; onDone: (address: string) => void }) {
  return (
    <ChoosePassword
      title={words.welcome.title}
      about={words.welcome.about}
      go={words.welcome.go}
      send={(password) => call(useSignInLink, { body: { token, password } })}
      onDone={() => onDone(paths.reachMe)}
    />
  );
}
