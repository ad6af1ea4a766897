import { words } from './messages.ts';

/** By which rules of the company it is due; nothing where it meets none. */
export function DueBecause({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <div>
      <p className="font-medium text-text">{words.dueBecause}</p>
      <ul className="list-disc pl-5">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  );
}
