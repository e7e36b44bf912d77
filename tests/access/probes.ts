import type { FastifyInstance } from 'fastify'
import { routes } from '../../src/api/routes.ts'
import type { Probe } from './canary-scan.ts'

/** A programme that asks for everybody of one profession, and for a band that is a mark. */
const programmeOfNurses = `programme=${encodeURIComponent(JSON.stringify({
  version: 1, id: 'nurses', name: 'Nurses', about: 'Nurses.', stages: [{ id: 'ward', name: 'Ward', says: 'beds' }],
  roles: ['Band 5', 'kanari'].map((band, at) => ({ id: `r${at}`, name: `Role ${at}`, staff: [{ profession: 'Adult nurse', band }], settings: ['hospital'], time: [{ stage: 'ward', share: 1 }], source: 'to look', grade: 'D' })),
  standards: [{ stage: 'ward', role: 'r0', fte: 1, per: 1000, base: { of: 'population' }, source: 'to look', grade: 'D' }],
  compare: { level: 'ics', words: { one: 'system', many: 'systems' }, roles: ['r0'], base: { of: 'population' } },
}))}`

/** What an address needs to be asked at all; every other parameter is left out. */
const needed: Readonly<Record<string, readonly string[]>> = {
  '/api/query': ['measure=fte&by=organisation', 'measure=fte&by=organisation&where=source%3Dstaff-return', 'measure=headcount&by=band&where=source%3Dstaff-return', 'measure=fte&by=organisation,band&where=source%3Dstaff-return', 'measure=fte&where=band%3Dkanari', 'measure=vacancy_rate&by=organisation'],
  '/api/query.csv': ['measure=fte&by=organisation&where=source%3Dstaff-return', 'measure=headcount&by=organisation,band&where=source%3Dstaff-return'],
  '/api/query.csv-metadata.json': ['measure=fte&by=organisation'],
  '/api/explore.pptx': ['measure=headcount&rows=organisation', 'measure=headcount&rows=organisation&columns=band'],
  '/api/explore': ['measure=fte&rows=organisation', 'measure=headcount&rows=organisation&columns=band', 'measure=headcount&rows=ics&columns=band&where=source%3Dstaff-return', 'measure=fte&rows=area_of_work&columns=occupation_code&where=source%3Dstaff-return'],
  '/api/explore/nearest': ['measure=fte&rows=organisation&columns=reason', 'measure=fte&where=band%3Dkanari'],
  '/api/lens': ['measure=fte', 'measure=fte&where=area%3DZX1', 'measure=leaver_rate&where=area%3DQZ1', 'measure=vacancy_rate&where=area%3DQZ2'],
  '/api/lens/bridge': ['from=fte&to=headcount', 'from=fte&to=establishment&where=area%3DQZ1', 'from=fte&to=fte-host&where=area%3DZX2', 'from=vacancy_rate&to=vacancy_rate_working', 'from=leaver_rate&to=turnover&where=area%3DQZ1'],
  '/api/explore.xlsx': ['measure=fte&rows=organisation'],
  '/api/explore.ods': ['measure=fte&rows=organisation&columns=band'],
  '/api/explore.zip': ['measure=headcount&rows=organisation'],
  '/api/overview/map': ['', 'measure=fte', 'measure=vacancy_rate'],
  '/api/peers': ['measure=vacancy_rate&peers=ics:QZ1,ics:QZ2,organisation:ZX2,organisation:ZX5', 'measure=sickness_absence_rate&peers=ics:QZ1,organisation:ZX5'],
  '/api/peers.csv': ['measure=vacancy_rate&peers=ics:QZ1,ics:QZ2,organisation:ZX2,organisation:ZX5'],
  '/api/flows': ['from=2025-08-31&to=2025-09-30', 'from=2025-08-31&to=2025-09-30&by=organisation'],
  '/api/flows.csv': ['from=2025-08-31&to=2025-09-30&by=organisation'],
  '/api/programme': ['', programmeOfNurses, 'id=maternity'],
  '/api/programme.csv': [programmeOfNurses],
  '/api/programme.xlsx': [programmeOfNurses],
  '/api/programme.ods': ['id=maternity'],
  '/api/programme/gaps': [programmeOfNurses],
  '/api/tables': ['by=ics,band', 'by=organisation,band'],
  '/api/history/moved': ['change=1'],
  '/api/central-run/everywhere': ['level=ics'],
  '/api/plans/{plan}/difference': ['from=1&to=2'],
}

/** Other forms of an answer that is asked about every area itself: asked once each. */
const otherForms: ReadonlySet<string> = new Set(['/api/overview.pptx', '/api/programme.pptx', '/api/board.pdf', '/api/board.pptx', '/api/board.html', '/api/projection/bundle.zip'])

/** Areas asked for in full: every kind, each outside the scope of most. */

export const manyAreas = ['ZX1', 'ZX2', 'ZX5', 'ZX8', 'QZ1', 'QZ2', 'QZ4', 'Y61', 'Y62', 'E92000001'] as const

/** Every address that reads, from the document of the server, and the changes somebody could try; `ids` fill the addresses that name something. */
export function probesOf(server: FastifyInstance, ids: Readonly<Record<string, readonly string[]>>, areas: readonly string[]): Probe[] {
  const { paths } = (server as unknown as { swagger(): { paths: Record<string, Record<string, { parameters?: { in: string; name: string }[] }>> } }).swagger()
  const reads = Object.entries(paths).flatMap(([path, methods]) => (methods['get'] === undefined ? [] : fill(path, ids).flatMap((url) => {
    const takesArea = !otherForms.has(path) && (methods['get']?.parameters ?? []).some((one) => one.in === 'query' && one.name === 'area')
    const asked = needed[path] ?? ['']
    return [...asked, ...(takesArea ? areas.flatMap((area) => asked.map((one) => `${one}${one === '' ? '' : '&'}area=${area}`)) : []), ...(path.startsWith('/api/query') ? areas.flatMap((area) => asked.map((one) => `${one}&where=area%3D${area}`)) : [])]
      .map((query): Probe => ({ method: 'GET', url: query === '' ? url : `${url}?${query}` }))
  })))
  return [...reads, ...['/health', '/ready', '/', '/admin', '/api/openapi.json', '/api/docs', '/api/nowhere', '/assets/kanari.js'].map((url): Probe => ({ method: 'GET', url })), ...tries(ids)]
}

/** What a person without the right might send: every answer is searched, the refusals with it. */
function tries(ids: Readonly<Record<string, readonly string[]>>): Probe[] {
  const job = encodeURIComponent(ids['job']?.[0] ?? '')
  return [
    { method: 'POST', url: '/api/withdrawals', body: { id: 'no such thing' } },
    { method: 'POST', url: '/api/accepted-findings', body: { rule: 'negative-fte', organisation: 'ZX9', because: 'to look' } },
    { method: 'POST', url: '/api/accepted-findings/reopened', body: { id: 999, because: 'to look' } },
    { method: 'POST', url: '/api/people', body: { name: 'x', email: 'not an address' } },
    { method: 'POST', url: '/api/people/nobody/grants', body: { role: 'record-viewer', scope: 'everything' } },
    { method: 'POST', url: `/api/import-jobs/${job}/publish` },
    { method: 'DELETE', url: `/api/import-jobs/${job}` },
    { method: 'POST', url: `/api/jobs/${job}/retry` },
    { method: 'DELETE', url: `/api/jobs/${job}` },
    { method: 'DELETE', url: '/api/grants/999999' },
    { method: 'POST', url: '/api/programmes/check', body: { text: 'version: 1' } },
    { method: 'DELETE', url: '/api/programmes/own-nobody' },
    ...['ZX1', 'QZ2'].map((area): Probe => ({ method: 'POST', url: '/api/scenario/central', body: { document: { version: 1, name: 'to look', baseline: { area }, levers: [{ id: 'l1', kind: 'leaver-rate', change: -1 }] } } })),
    ...(ids['plan'] ?? []).map((plan): Probe => ({ method: 'POST', url: `/api/plans/${plan}/edits`, body: { changes: [{ field: 'purpose', to: 'mine' }] } })),
    ...(ids['plan'] ?? []).slice(0, 1).flatMap((plan) => [['presence', { editing: 'purpose' }], ['comments', { text: 'to look' }], ['share', { until: '2000-01-01' }], ['steps', { kind: 'agreed' }]].map(([what, body]): Probe => ({ method: 'POST', url: `/api/plans/${plan}/${String(what)}`, body: body as object }))),
  ]
}

function fill(path: string, ids: Readonly<Record<string, readonly string[]>>): string[] {
  const named = /\{(\w+)\}/.exec(path)?.[1]
  if (named === undefined) return [path]
  // Heavy work goes by ids of its own.
  const known = named === 'id' && /^\/api\/(jobs|import-jobs|everywhere|scenario)\//.test(path) ? ids['job'] : ids[named]
  return (known ?? ['1']).flatMap((id) => fill(path.replace(`{${named}}`, encodeURIComponent(id)), ids))
}

/** Addresses of the table that no probe reaches: none, or the scan proves less than it says. */
export function unprobed(probes: readonly Probe[]): string[] {
  const asked = new Set(probes.map(({ url }) => url.split('?')[0]))
  return routes.map(({ url }) => url).filter((url) => ![...asked].some((one) => new RegExp(`^${url.replace(/\./g, '\\.').replace(/:\w+/g, '[^/]+')}$`).test(one ?? '')))
}
