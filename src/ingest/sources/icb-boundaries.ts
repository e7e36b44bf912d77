import { openGovernment } from '../licences.ts'
import { areaRow } from '../map-nodes.ts'
import type { OpenedFile, ReadRow, Source, Unmapped } from '../source.ts'

const id = 'icb-boundaries'

/** Boundaries of 2022 hold from the day integrated care boards were set up. */
const edition = '2022-07-01'

/** Outlines of the 42 integrated care boards of 2022 (GeoJSON, WGS84), with the statistical office's code beside the health service's. */
export const icbBoundaries: Source = {
  id,
  title: 'Boundaries of integrated care boards, 2022',
  licence: openGovernment,
  table: 'boundary',
  columns: ['icb22cd', 'icb22nm', 'icb22cdh'],
  recognise: (file) => featuresOf(file).some((feature) => propertyOf(feature, 'icb22cdh') !== ''),
  read(file) {
    const rows = featuresOf(file).map(readFeature)
    return { source: id, table: 'boundary', rows, alsoInto: [], periodFrom: edition, periodTo: edition, encoding: 'utf-8', declares: [
      { rule: 'boundaries-of-2022', says: 'Boundaries are those of July 2022; boards merged later are drawn as they were' },
    ] }
  },
}

function featuresOf(file: OpenedFile): readonly unknown[] {
  const features = fieldOf(file.value, 'features')
  return file.kind === 'json' && fieldOf(file.value, 'type') === 'FeatureCollection' && Array.isArray(features) ? features : []
}

/** Row number here is the position of the shape in the file, from 1. */
function readFeature(feature: unknown, index: number): ReadRow {
  const [ons, name, code] = [propertyOf(feature, 'icb22cd'), propertyOf(feature, 'icb22nm'), propertyOf(feature, 'icb22cdh')]
  const geometry = fieldOf(feature, 'geometry')
  const kind = fieldOf(geometry, 'type')
  const unmapped: Unmapped[] = []
  if (code === '') unmapped.push({ column: 'icb22cdh', found: '', expected: 'a code', kind: 'code' })
  if (kind !== 'Polygon' && kind !== 'MultiPolygon') unmapped.push({ column: 'geometry', found: String(kind), expected: 'a Polygon or MultiPolygon', kind: 'code' })
  else if (!isNested(fieldOf(geometry, 'coordinates'), kind === 'Polygon' ? 2 : 3)) unmapped.push({ column: 'geometry', found: `a ${kind} without its points`, expected: 'longitudes and latitudes', kind: 'code' })
  const raw = [ons, name, code, String(kind)]
  if (unmapped.length > 0) return { row: index + 1, raw, into: [], unmapped, total: false }
  const dates = { valid_from: edition, valid_to: null, seen_at: edition }
  return { row: index + 1, raw, unmapped, total: false, into: [
    { table: 'boundary', row: { source: id, level: 'ics', code, name, geometry: JSON.stringify(geometry), ...dates } },
    { table: 'area', row: areaRow(id, { level: 'ics', code, name, otherCode: ons }, { from: edition, seen: edition }) },
  ] }
}

/** Say whether lists lie as deep as asked, with pairs of numbers at the bottom. Source: RFC 7946, section 3.1. */
function isNested(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || value.length === 0) return false
  return depth === 0 ? value.length >= 2 && value.every((number) => Number.isFinite(number)) : value.every((inner) => isNested(inner, depth - 1))
}

function propertyOf(feature: unknown, name: string): string {
  const value = fieldOf(fieldOf(feature, 'properties'), name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A field of an object from outside; undefined when it is no object or the field is not its own. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}
