/**
 * Draws PDFs in a thread of its own, one at a time and with bounded memory: laying out hundreds of pages takes seconds,
 * in which no page may wait. The thread reads this very file; it has two fonts' worth of files to read and no network.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';

const task = 'muster-pdf';
const mostMegabytes = 768;

/** A piece of a document, as far as ours are made of. The package's own types bring those of browsers with them. */
export type PdfPiece =
  | (PdfLook & { text: string })
  | (PdfLook & { stack: PdfPiece[] })
  | (PdfLook & {
      table: { headerRows: number; widths: (number | '*')[]; body: PdfPiece[][] };
      layout: 'lightHorizontalLines';
    });

interface PdfLook {
  fontSize?: number;
  bold?: boolean;
  color?: string;
  /** Left, top, right, bottom, in points. */
  margin?: [number, number, number, number];
}

interface Drawer {
  setUrlAccessPolicy(allows: (address: string) => boolean): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  addFonts(fonts: Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>): void;
  createPdf(definition: object): { getBuffer(): Promise<Uint8Array> };
}

interface Wanted {
  title: string;
  content: PdfPiece[];
}

let before: Promise<unknown> = Promise.resolve();

/** The bytes of a PDF with this content. Throws when it does not fit into the memory that one may take. */
export function drawPdf(wanted: Wanted): Promise<Uint8Array> {
  const drawn = before.then(() => inThread(wanted));
  before = drawn.catch(() => undefined);
  return drawn;
}

function inThread(wanted: Wanted): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url), {
      workerData: { task, ...wanted },
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      env: {},
    });
    thread.once('message', (bytes: Uint8Array) => resolve(bytes));
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread ended without a PDF')));
  });
}

async function draw({ title, content }: Wanted): Promise<Uint8Array> {
  const require = createRequire(import.meta.url);
  const pdfmake = drawerIn(require('pdfmake'));
  const fonts = join(dirname(require.resolve('pdfmake/package.json')), 'fonts/Roboto');
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path: string) => path.startsWith(fonts));
  const font = (name: string) => join(fonts, `Roboto-${name}.ttf`);
  pdfmake.addFonts({
    Roboto: {
      normal: font('Regular'),
      bold: font('Medium'),
      italics: font('Italic'),
      bolditalics: font('MediumItalic'),
    },
  });
  return pdfmake
    .createPdf({
      content,
      info: { title },
      pageMargins: [42, 42, 42, 48],
      defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.15 },
      footer: (page: number, pages: number) => ({
        text: `${title}    ${page} / ${pages}`,
        fontSize: 7.5,
        color: '#555555',
        margin: [42, 16],
      }),
    })
    .getBuffer();
}

/** The package's version is pinned, and these four are of its documentation. */
function drawerIn(required: unknown): Drawer {
  return required as Drawer;
}

const given = z.object({ task: z.literal(task), title: z.string(), content: z.array(z.custom<PdfPiece>()) });
if (!isMainThread) {
  const mine = given.safeParse(workerData);
  // The tests' own threads load this file, too.
  if (mine.success) parentPort?.postMessage(await draw(mine.data));
}
