import { useId, useState } from 'react';
import { isOwn, isWished, setWished } from '../app/own-device.ts';
import { words } from './security-messages.ts';

/** Asked at the sign-in, where it is not known already. */
export function OwnDeviceChoice() {
  const [on, setOn] = useState(isWished);
  const text = useId();
  if (isOwn()) return null;
  return (
    <label className="flex items-start gap-3 text-sm">
      <input
        type="checkbox"
        className="mt-0.5 size-5 shrink-0"
        checked={on}
        aria-describedby={text}
        onChange={(event) => {
          setOn(event.target.checked);
          setWished(event.target.checked);
        }}
      />
      <span>
        <span className="block font-medium">{words.signIn.own}</span>
        <span id={text} className="block text-quiet">
          {words.signIn.ownText}
        </span>
      </span>
    </label>
  );
}
