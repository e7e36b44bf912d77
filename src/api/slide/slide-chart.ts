import { writeXlsx } from 'hucre/xlsx'
import { neutralise } from '../csv.ts'
import { xmlPart, xmlText } from './slide-xml.ts'

/** A chart with its numbers, as PowerPoint draws and edits it. A missing number leaves a gap; zero is a number. */
export interface SlideChart {
  readonly kind: 'bar' | 'line'
  /** What it shows, for whoever cannot see it. */
  readonly says: string
  readonly unit: string
  readonly decimals: number
  readonly categories: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[]; readonly quiet?: 'line' | 'dashes' }[]
}

/** Colour and dash of each series: told apart without colour. */
const looks = [{ colour: '12436D', dash: 'solid' }, { colour: '801650', dash: 'dash' }, { colour: '146A62', dash: 'sysDash' }, { colour: '3D3D3D', dash: 'dashDot' }] as const
const grey = '5C6873'

/** Write a chart as its part of a slide file. Source: ECMA-376 part 1, section 21.2 (DrawingML charts). */
export function chartPart(name: string, chart: SlideChart): { name: string; text: string } {
  const series = chart.series.map((one, at) => seriesOf(chart, one, at)).join('')
  const plot = chart.kind === 'bar'
    ? `<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series}<c:gapWidth val="40"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>`
    : `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/><c:axId val="111111111"/><c:axId val="222222222"/></c:lineChart>`
  const legend = chart.series.length > 1 ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${text(1200)}</c:legend>` : ''
  return xmlPart(name, `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plot}${axesOf(chart)}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`)
}

/** The workbook behind a chart, for whoever edits its data: a column for each series. A missing number is an empty cell, for words would be drawn as zero. */
export function chartWorkbook({ categories, series }: SlideChart, made: string): Promise<Uint8Array> {
  const rows = [['', ...series.map(({ name }) => neutralise(name))], ...categories.map((category, at) => [neutralise(category), ...series.map(({ values }) => values[at] ?? null)])]
  return writeXlsx({ sheets: [{ name: 'Sheet1', rows }], properties: { creator: 'Cadre', created: new Date(made), modified: new Date(made) } })
}

function seriesOf({ kind, categories, decimals }: SlideChart, { name, values, quiet }: SlideChart['series'][number], at: number): string {
  const { colour, dash } = quiet === undefined ? looks[at % looks.length]! : { colour: grey, dash: quiet === 'line' ? 'solid' : 'sysDash' }
  const column = String.fromCharCode(66 + at)
  const last = categories.length + 1
  const paint = kind === 'bar'
    ? `<c:spPr><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>`
    : `<c:spPr><a:ln w="${quiet === undefined ? 28575 : 12700}" cap="rnd"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill><a:prstDash val="${dash}"/><a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`
  const points = values.flatMap((value, place) => (value === null ? [] : [`<c:pt idx="${place}"><c:v>${value}</c:v></c:pt>`])).join('')
  return `<c:ser><c:idx val="${at}"/><c:order val="${at}"/><c:tx><c:strRef><c:f>Sheet1!$${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${xmlText(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>${paint}<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$${last}</c:f><c:strCache><c:ptCount val="${categories.length}"/>${categories.map((category, place) => `<c:pt idx="${place}"><c:v>${xmlText(category)}</c:v></c:pt>`).join('')}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>${formatCode(decimals)}</c:formatCode><c:ptCount val="${values.length}"/>${points}</c:numCache></c:numRef></c:val>${kind === 'line' ? '<c:smooth val="0"/>' : ''}</c:ser>`
}

/** Bars read from the top down, so their first axis runs backwards. */
function axesOf({ kind, unit, decimals }: SlideChart): string {
  const [across, up] = kind === 'bar' ? ['l', 'b'] : ['b', 'l']
  const quietLine = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="DDE2E5"/></a:solidFill></a:ln></c:spPr>'
  const title = `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="0"/></a:pPr><a:r><a:rPr lang="en-GB" sz="1200" b="0"/><a:t>${xmlText(unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  return `<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="${kind === 'bar' ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${across}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${text(kind === 'bar' ? 1100 : 1200)}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${kind === 'bar' ? '<c:tickLblSkip val="1"/>' : ''}<c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${up}"/><c:majorGridlines>${quietLine}</c:majorGridlines>${title}<c:numFmt formatCode="${formatCode(decimals)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${text(1200)}<c:crossAx val="111111111"/><c:crosses val="${kind === 'bar' ? 'max' : 'autoZero'}"/><c:crossBetween val="${kind === 'bar' ? 'between' : 'midCat'}"/></c:valAx>`
}

function text(size: number): string {
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}"/></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`
}

function formatCode(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
}
