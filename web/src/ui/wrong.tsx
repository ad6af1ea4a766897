/** What is wrong with a form as a whole. */
export function Wrong({ text }: { text: string | undefined }) {
  if (!text) return null;
  return (
    <p role="alert" className="text-sm text-critical">
      {text}
    </p>
  );
}
