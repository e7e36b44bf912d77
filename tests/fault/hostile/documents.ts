import { kindOf } from './hostile-file.ts'
import { managers } from './managers-table.ts'

const shape = (code: string, geometry: string): string => `{"type":"Feature","properties":{"icb22cd":"E54","icb22nm":"Somewhere","icb22cdh":${code}},"geometry":${geometry}}`
const square = '{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}'
const shapes = (...features: readonly string[]): string => `{"type":"FeatureCollection","features":[${features.join(',')}]}`
const name = 'shapes.geojson'
const unknown = { refused: 'unknown-file' } as const

/** GeoJSON, other JSON, and files that are something else altogether. */
export const documents = kindOf('documents', [
  { says: 'one outline in order', name, make: () => shapes(shape('"QAA"', square)), verdict: { loaded: 1, fte: null } },
  { says: 'an outline nested five thousand deep', name, make: () => shapes(shape('"QAA"', `{"type":"Polygon","coordinates":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)), verdict: { refused: 'nothing-to-load' } },
  { says: 'lists nested a million deep', name, make: () => `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, verdict: unknown },
  { says: 'an outline of no shape', name, make: () => shapes(shape('"QAA"', square), shape('"QBB"', 'null')), verdict: { loaded: 1, quarantined: 1, rules: ['unknown-code'], fte: null } },
  { says: 'an outline of a shape called __proto__', name, make: () => shapes(shape('"QAA"', square), shape('"QBB"', '{"type":"__proto__"}')), verdict: { loaded: 1, quarantined: 1, rules: ['unknown-code'], fte: null } },
  { says: 'a code with a NUL', name, make: () => shapes(shape('"Q\\u0000A"', square)), verdict: { refused: 'unreadable-file' } },
  { says: 'a code of half a surrogate pair', name, make: () => shapes(shape('"Q\\ud83d"', square)), verdict: { refused: 'unreadable-file' } },
  { says: 'keys called __proto__', name, make: () => `{"__proto__":{"features":[]},"type":"FeatureCollection","features":[${shape('"QAA"', square)}]}`, verdict: { loaded: 1, fte: null } },
  { says: 'a feature that is a number', name, make: () => shapes('5', shape('"QAA"', square)), verdict: { loaded: 1, quarantined: 1, fte: null } },
  { says: 'JSON cut short', name, make: () => shapes(shape('"QAA"', square)).slice(0, -40), verdict: { refused: 'unreadable-file' } },
  { says: 'a picture', name: 'file.csv', make: () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82]), verdict: { refused: 'unreadable-file' } },
  { says: 'a packed csv', name: 'file.csv', make: () => new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), verdict: { refused: 'unreadable-file' } },
  { says: 'a page of the web that stands in for a download', make: () => '<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n<body>Please sign in</body></html>\n', verdict: unknown },
  { says: 'a csv called .geojson', name, make: () => managers(), verdict: { loaded: 3, fte: 60.5 } },
  { says: 'a file whose name climbs out of the folder', name: '../../../etc/passwd', make: () => managers(), verdict: { loaded: 3, fte: 60.5 } },
])
