import { chartPart, chartWorkbook, type SlideChart } from './slide/slide-chart.ts'
import { frameParts, slideImage, slideSize, treeHead } from './slide/slide-frame.ts'
import { contentTypesPart, coreProperties, relations, spaces, xmlPart, xmlText } from './slide/slide-xml.ts'
import { writeZip, type ZipEntry } from './zip-file.ts'

/** A table as it is printed: numbers as words, absences as their marks. */
export interface PrintedTable { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** One slide: the message, the sentence, what is drawn, where it comes from, and the whole table in the notes. */
export interface Slide {
  readonly title: string
  readonly sentence: string
  /** One or two charts side by side, or a table where a chart would not be read. */
  readonly drawn: readonly SlideChart[] | PrintedTable
  readonly source: string
  readonly notes: readonly (string | PrintedTable)[]
  /** ISO 8601; it stands in the file, so the same parts give the same bytes. */
  readonly made: string
}

export const slideType = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'

/**
 * Write one slide as a pptx: native charts with their data, alternative texts, a real title, and its tables in the notes.
 *
 * Source: ECMA-376 (Office Open XML) part 1, sections 13 (PresentationML), 19 and 20. Written here because what npm has drops zeros and closes up gaps in the data of its charts
 * (docs/decisions/0032-slides.md).
 */
export async function writeSlide(slide: Slide): Promise<Buffer> {
  const charts = isTable(slide.drawn) ? [] : slide.drawn
  const chartFiles = await Promise.all(charts.map(async (chart, at): Promise<ZipEntry[]> => [
    chartPart(`ppt/charts/chart${at + 1}.xml`, chart), relations(`ppt/charts/_rels/chart${at + 1}.xml.rels`, [{ kind: 'package', target: `../embeddings/workbook${at + 1}.xlsx` }]), { name: `ppt/embeddings/workbook${at + 1}.xlsx`, bytes: await chartWorkbook(chart, slide.made) },
  ]))
  return writeZip([
    contentTypes(charts.length), relations('_rels/.rels', [{ kind: 'officeDocument', target: 'ppt/presentation.xml' }, { kind: 'core-properties', target: 'docProps/core.xml' }]), coreProperties(slide.title, slide.made), ...frameParts(),
    xmlPart('ppt/slides/slide1.xml', slideRoot(slide)),
    relations('ppt/slides/_rels/slide1.xml.rels', [{ kind: 'slideLayout', target: '../slideLayouts/slideLayout1.xml' }, { kind: 'notesSlide', target: '../notesSlides/notesSlide1.xml' }, ...charts.map((_, at) => ({ kind: 'chart', target: `../charts/chart${at + 1}.xml` }))]),
    xmlPart('ppt/notesSlides/notesSlide1.xml', notesRoot(slide)), relations('ppt/notesSlides/_rels/notesSlide1.xml.rels', [{ kind: 'notesMaster', target: '../notesMasters/notesMaster1.xml' }, { kind: 'slide', target: '../slides/slide1.xml' }]),
    ...chartFiles.flat(),
  ])
}

function isTable(drawn: Slide['drawn']): drawn is PrintedTable {
  return 'header' in drawn
}

/** What is drawn stands between the sentence and the source. Units: EMU. */
const [left, top, width, height] = [457_200, 1_874_520, slideSize.width - 2 * 457_200, 4_389_120]

function slideRoot({ title, sentence, drawn, source }: Slide): string {
  const drawings = isTable(drawn) ? tableFrame(drawn) : drawn.map((chart, at) => chartFrame(chart, at, drawn.length)).join('')
  return `<p:sld ${spaces}><p:cSld><p:spTree>${treeHead}${filled(2, 'Title', 'title', title)}${filled(3, 'Sentence', 'body', sentence)}${drawings}${sourceBox(source)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`
}

function filled(id: number, name: string, type: 'title' | 'body', text: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${type === 'body' ? ' idx="1"' : ''}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraph(text)}</p:txBody></p:sp>`
}

function paragraph(text: string, size?: number, bold = false): string {
  return `<a:p><a:r><a:rPr lang="en-GB"${size === undefined ? '' : ` sz="${size}"`}${bold ? ' b="1"' : ''}/><a:t>${xmlText(text)}</a:t></a:r></a:p>`
}

function chartFrame({ says }: SlideChart, at: number, of: number): string {
  const own = Math.floor((width - (of - 1) * left) / of)
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${4 + at}" name="Chart ${at + 1}" descr="${xmlText(says)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="${left + at * (own + left)}" y="${top}"/><a:ext cx="${own}" cy="${height}"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId${3 + at}"/></a:graphicData></a:graphic></p:graphicFrame>`
}

function tableFrame({ header, rows }: PrintedTable): string {
  const [wide, line] = [Math.floor(width / (header.length + 1)), Math.floor(height / (rows.length + 1))]
  const widths = header.map((_, at) => (at === 0 ? 2 * wide : wide))
  const lines = [header, ...rows].map((row, place) => `<a:tr h="${line}">${row.map((text, at) => tableCell(text, at, place === 0 || at === 0)).join('')}</a:tr>`)
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="Table" descr="${xmlText(`Table of ${rows.length} rows: ${header.join(', ')}`)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="${left}" y="${top}"/><a:ext cx="${widths.reduce((sum, one) => sum + one, 0)}" cy="${line * lines.length}"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1" firstCol="1"/><a:tblGrid>${widths.map((one) => `<a:gridCol w="${one}"/>`).join('')}</a:tblGrid>${lines.join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
}

function tableCell(text: string, at: number, bold: boolean): string {
  return `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>${at === 0 ? '' : '<a:pPr algn="r"/>'}<a:r><a:rPr lang="en-GB" sz="1100"${bold ? ' b="1"' : ''}/><a:t>${xmlText(text)}</a:t></a:r></a:p></a:txBody><a:tcPr marL="45720" marR="45720" marT="22860" marB="22860"><a:lnB w="6350"><a:solidFill><a:srgbClr val="DDE2E5"/></a:solidFill></a:lnB><a:noFill/></a:tcPr></a:tc>`
}

function sourceBox(source: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="9" name="Source"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="${left}" y="6309360"/><a:ext cx="${width}" cy="411480"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraph(source, 1000)}</p:txBody></p:sp>`
}

/** Tables stand in the notes as lines with tabs, which a spreadsheet takes as they are. */
function notesRoot({ notes }: Slide): string {
  const lines = notes.flatMap((note) => (typeof note === 'string' ? [note] : [note.header, ...note.rows].map((row) => row.join('\t'))))
  return `<p:notes ${spaces}><p:cSld><p:spTree>${treeHead}${slideImage}<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${lines.map((line) => paragraph(line)).join('')}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`
}

function contentTypes(charts: number): ZipEntry {
  const base = 'application/vnd.openxmlformats-officedocument'
  const parts: (readonly [string, string])[] = [
    ['/ppt/presentation.xml', `${base}.presentationml.presentation.main+xml`], ['/ppt/slideMasters/slideMaster1.xml', `${base}.presentationml.slideMaster+xml`], ['/ppt/slideLayouts/slideLayout1.xml', `${base}.presentationml.slideLayout+xml`],
    ['/ppt/notesMasters/notesMaster1.xml', `${base}.presentationml.notesMaster+xml`], ['/ppt/slides/slide1.xml', `${base}.presentationml.slide+xml`], ['/ppt/notesSlides/notesSlide1.xml', `${base}.presentationml.notesSlide+xml`],
    ['/ppt/theme/theme1.xml', `${base}.theme+xml`], ['/ppt/theme/theme2.xml', `${base}.theme+xml`], ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...Array.from({ length: charts }, (_, at) => [`/ppt/charts/chart${at + 1}.xml`, `${base}.drawingml.chart+xml`] as const),
  ]
  return contentTypesPart(parts)
}
