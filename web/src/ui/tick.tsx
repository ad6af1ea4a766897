interface Props {
  name: string;
  label: string;
  isSet: boolean;
}

/** A box to tick in a form that is read when it is sent; all of its line can be tapped. */
export function Tick({ name, label, isSet }: Props) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
      <input type="checkbox" name={name} defaultChecked={isSet} className="size-5 shrink-0" />
      {label}
    </label>
  );
}
