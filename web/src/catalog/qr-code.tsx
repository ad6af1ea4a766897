import { useQuery } from '@tanstack/react-query';
import { Loading } from '../ui/states.tsx';

/** The text as a QR code, drawn here: a secret goes to no other server, and the picture needs no inline style. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const drawn = useQuery({
    queryKey: ['qr-code', text],
    queryFn: () => draw(text),
    staleTime: 'static',
    gcTime: 0,
  });
  if (!drawn.data) return <Loading rows={3} />;
  const { size, path } = drawn.data;
  // Dark on light in both themes, with the margin of four modules that readers need.
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-lg border border-line"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

async function draw(text: string): Promise<{ size: number; path: string }> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { size, path };
}
