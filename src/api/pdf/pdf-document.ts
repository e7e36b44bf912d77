import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PdfKit from 'pdfkit'

/** The package's types are older than its tags and tables. */
export type PdfElement = PDFKit.PDFStructureElement
export type PdfDocument = Omit<PDFKit.PDFDocument, 'struct' | 'table'> & { struct(tag: string, inside: object | (() => void), children?: () => void): PdfElement; table(given: object): void }

/** A document that is being written, the element everything in it belongs to, and its bytes once it is finished. */
export interface OpenPdf { readonly document: PdfDocument; readonly root: PdfElement; finish(): Promise<Uint8Array> }

/**
 * Open a PDF on A4: tagged for screen readers, with title, language and its own letters, as PDF/UA asks. Its typefaces are called `plain` and `bold`.
 *
 * The same drawing and moment give the same bytes. Units: points, 72 to an inch. `made` is ISO 8601.
 */
export function openPdf({ title, made, layout, margin }: { title: string; made: string; layout: 'landscape' | 'portrait'; margin: number }): OpenPdf {
  const at = new Date(made)
  const options: object = {
    size: 'A4', layout, margin, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, displayTitle: true, lang: 'en-GB', font: typeface('DejaVuSans'),
    info: { Title: title, Author: 'Cadre', CreationDate: at, ModDate: at },
  }
  const document = new PdfKit(options) as unknown as PdfDocument
  const pieces: Uint8Array[] = []
  const written = new Promise<Uint8Array>((resolve, reject) => { document.on('data', (piece: Uint8Array) => pieces.push(piece)).once('end', () => resolve(Buffer.concat(pieces))).once('error', reject) })
  document.registerFont('plain', typeface('DejaVuSans')).registerFont('bold', typeface('DejaVuSans-Bold'))
  const root = document.struct('Document', { title })
  document.addStructure(root)
  return { document, root, finish: () => { root.end(); document.end(); return written } }
}

const require = createRequire(import.meta.url)
const faces = { DejaVuSans: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), 'DejaVuSans-Bold': require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf') } as const

/** Open a typeface once for all documents: given as bytes, it would be read anew at every cell of a table that is set in another one. */
function typeface(name: keyof typeof faces): Buffer {
  const known = opened.get(name) ?? (new PdfKit({ autoFirstPage: false, font: readFileSync(faces[name]) as unknown as string }) as unknown as { readonly _font: { readonly font: Buffer } })._font.font
  opened.set(name, known)
  return known
}
const opened = new Map<string, Buffer>()
