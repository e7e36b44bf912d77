import { chartPart, chartWorkbook } from '../slide/slide-chart.ts'
import { contentTypesPart, coreProperties, relations, xmlPart, xmlText } from '../slide/slide-xml.ts'
import { writeZip, type ZipEntry } from '../zip-file.ts'
import { columnShares, sayAxes, type Paper, type PaperChart, type PaperPart, type PaperTable } from './paper.ts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Write a paper as docx: heading styles, tables with header rows, native charts with their numbers and their words, language and title. The same paper and moment give the same bytes. `made` is ISO 8601.
 *
 * Source: ECMA-376 (Office Open XML) part 1, sections 11 (parts), 17 (WordprocessingML), 20.4 (drawings in it) and 21.2 (charts).
 */
export async function writePaperDocx(paper: Paper, made: string): Promise<Buffer> {
  const charts = paper.sections.flatMap(({ parts }) => parts.flatMap((part) => ('chart' in part ? [nativeOf(part.chart)] : [])))
  const chartFiles = await Promise.all(charts.map(async (chart, at): Promise<ZipEntry[]> => [
    chartPart(`word/charts/chart${at + 1}.xml`, chart), relations(`word/charts/_rels/chart${at + 1}.xml.rels`, [{ kind: 'package', target: `../embeddings/workbook${at + 1}.xlsx` }]), { name: `word/embeddings/workbook${at + 1}.xlsx`, bytes: await chartWorkbook(chart, made) },
  ]))
  return writeZip([
    contentTypes(charts.length), relations('_rels/.rels', [{ kind: 'officeDocument', target: 'word/document.xml' }, { kind: 'core-properties', target: 'docProps/core.xml' }]), coreProperties(paper.title, made),
    xmlPart('word/document.xml', documentOf(paper)), relations('word/_rels/document.xml.rels', [{ kind: 'styles', target: 'styles.xml' }, { kind: 'settings', target: 'settings.xml' }, { kind: 'numbering', target: 'numbering.xml' }, { kind: 'footer', target: 'footer1.xml' }, ...charts.map((_, at) => ({ kind: 'chart', target: `charts/chart${at + 1}.xml` }))]),
    xmlPart('word/styles.xml', styles), xmlPart('word/settings.xml', settings), xmlPart('word/numbering.xml', numbering), xmlPart('word/footer1.xml', footer), ...chartFiles.flat(),
  ])
}

/** Levels of a bridge stand in the table; its bars are the steps, each from zero. */
function nativeOf(chart: PaperChart): PaperChart {
  const { levels } = chart
  if (levels === undefined) return chart
  const steps = <One>(of: readonly One[]): One[] => of.filter((_, at) => !levels[at])
  return { ...chart, categories: steps(chart.categories), series: chart.series.map((one) => ({ ...one, values: steps(one.values) })) }
}

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const spaces = `xmlns:w="${w}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"`
/** Width of the text on A4 with its margins. Units: twentieths of a point. */
const [pageWide, pageHigh, pageMargin] = [11_906, 16_838, 1077]
const room = pageWide - 2 * pageMargin
/** English Metric Units of a twentieth of a point. */
const emu = 635

function documentOf({ title, sentence, about, sections }: Paper): string {
  let charts = 0
  const bodies = sections.map((section) => `${paragraph('Heading1', section.title)}${section.parts.map((part) => partOf(part, () => ++charts)).join('')}`)
  return `<w:document ${spaces}><w:body>${paragraph('Title', title)}${paragraph('Subtitle', sentence)}${about.map((line) => paragraph('About', line)).join('')}${bodies.join('')}<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="${pageWide}" w:h="${pageHigh}"/><w:pgMar w:top="${pageMargin}" w:right="${pageMargin}" w:bottom="${pageMargin}" w:left="${pageMargin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`
}

function partOf(part: PaperPart, next: () => number): string {
  if ('says' in part) return paragraph('Normal', part.says)
  if ('list' in part) return part.list.map((item) => paragraph('ListBullet', item)).join('')
  return 'table' in part ? tableOf(part.table) : `${paragraph('About', sayAxes(part.chart), '<w:keepNext/>')}${chartOf(part.chart, next())}`
}

function paragraph(style: string, text: string, more = ''): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr><w:r><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r></w:p>`
}

function chartOf({ says, kind, categories, series }: PaperChart, at: number): string {
  const [cx, cy] = [room * emu, Math.round((kind === 'line' ? 190 : 60 + 16 * categories.length * series.length) * 12_700)]
  return `<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${at}" name="Chart ${at}" descr="${xmlText(says)}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId${4 + at}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

function tableOf(table: PaperTable): string {
  const widths = columnShares(table).map((share) => Math.round(share * room))
  const cell = (text: string, at: number, head: boolean): string => `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr>${paragraph(head ? 'TableHead' : 'TableText', text, table.columns[at]!.numeric ? '<w:jc w:val="right"/>' : '')}</w:tc>`
  const header = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${table.columns.map(({ name }, at) => cell(name, at, true)).join('')}</w:tr>`
  const rows = table.rows.map((row) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${row.map((text, at) => cell(text, at, false)).join('')}</w:tr>`)
  return `${paragraph('Caption', table.caption)}<w:tbl><w:tblPr><w:tblStyle w:val="Figures"/><w:tblW w:w="${room}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="${xmlText(table.caption)}"/></w:tblPr><w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>${header}${rows.join('')}</w:tbl>${paragraph('About', '')}`
}

/** A style of paragraphs. Sizes in half points, spaces in twentieths. */
function styleOf(id: string, name: string, { based = 'Normal', paragraph: own = '', run = '' }: { based?: string; paragraph?: string; run?: string }): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${based}"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>${own}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
}

const styles = `<w:styles xmlns:w="${w}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:color w:val="15212C"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>${[
  styleOf('Title', 'Title', { paragraph: '<w:spacing w:after="80"/>', run: '<w:b/><w:sz w:val="36"/>' }), styleOf('Subtitle', 'Subtitle', { paragraph: '<w:spacing w:after="120"/>', run: '<w:sz w:val="25"/>' }),
  styleOf('Heading1', 'heading 1', { paragraph: '<w:keepNext/><w:pBdr><w:top w:val="single" w:sz="8" w:space="4" w:color="15212C"/></w:pBdr><w:spacing w:before="320" w:after="100"/><w:outlineLvl w:val="0"/>', run: '<w:b/><w:sz w:val="27"/>' }),
  styleOf('About', 'About', { paragraph: '<w:spacing w:after="60"/>', run: '<w:color w:val="45525E"/><w:sz w:val="17"/>' }), styleOf('Caption', 'caption', { paragraph: '<w:keepNext/><w:spacing w:before="80" w:after="40"/>', run: '<w:b/><w:sz w:val="18"/>' }),
  styleOf('ListBullet', 'List Bullet', { paragraph: '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>' }),
  styleOf('TableText', 'Table Text', { paragraph: '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>', run: '<w:sz w:val="16"/>' }), styleOf('TableHead', 'Table Head', { based: 'TableText', paragraph: '<w:keepNext/>', run: '<w:b/>' }), styleOf('Footer', 'footer', { paragraph: '<w:jc w:val="right"/>', run: '<w:color w:val="45525E"/><w:sz w:val="16"/>' }),
].join('')}<w:style w:type="table" w:styleId="Figures"><w:name w:val="Figures"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="15212C"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="C5CCD1"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="C5CCD1"/></w:tblBorders></w:tblPr></w:style></w:styles>`

const settings = `<w:settings xmlns:w="${w}"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>`
const numbering = `<w:numbering xmlns:w="${w}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
const footer = `<w:ftr ${spaces}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>`

function contentTypes(charts: number): ZipEntry {
  const base = 'application/vnd.openxmlformats-officedocument'
  const parts: (readonly [string, string])[] = [
    ['/word/document.xml', `${base}.wordprocessingml.document.main+xml`], ...['styles', 'settings', 'numbering'].map((one) => [`/word/${one}.xml`, `${base}.wordprocessingml.${one}+xml`] as const), ['/word/footer1.xml', `${base}.wordprocessingml.footer+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'], ...Array.from({ length: charts }, (_, at) => [`/word/charts/chart${at + 1}.xml`, `${base}.drawingml.chart+xml`] as const),
  ]
  return contentTypesPart(parts)
}
