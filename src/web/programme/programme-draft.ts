import type { ProgrammeBase, ProgrammeFile, ProgrammeRecogniser, ProgrammeRole, ProgrammeStandard } from '../../contract/programme.ts'

/** A programme as it stands in the form: numbers as typed, shares in per cent. `key` tells lines apart while they come and go; parts the form does not show are carried along. */
export interface ProgrammeDraft {
  readonly name: string
  readonly about: string
  readonly stages: readonly DraftStage[]
  readonly roles: readonly DraftRole[]
  readonly standards: readonly DraftStandard[]
  readonly rest: Pick<ProgrammeFile, 'version' | 'id' | 'revision' | 'registers' | 'lists' | 'targets' | 'compare' | 'trends' | 'pipeline'>
}
export interface DraftNeed {
  readonly of: 'none' | 'registers' | 'population' | 'list'
  /** Names of registers parted by commas, ages such as 15-44, or what is listed. */
  readonly detail: string
}
export interface DraftStage {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly says: string
  readonly needName: string
  readonly need: DraftNeed
}
export interface DraftRole {
  readonly key: string
  readonly id: string
  readonly name: string
  /** One way to recognise staff on each line, such as `Profession: Midwife`. */
  readonly staff: string
  readonly settings: ProgrammeRole['settings']
  /** Per cent of time by key of the stage. */
  readonly time: Readonly<Record<string, string>>
  readonly source: string
  readonly grade: ProgrammeRole['grade']
  readonly madeUp: boolean
}
export interface DraftStandard {
  readonly key: string
  readonly stage: string
  readonly role: string
  readonly fte: string
  readonly per: string
  readonly need: DraftNeed
  readonly growth: number
  readonly source: string
  readonly grade: ProgrammeStandard['grade']
  readonly madeUp: boolean
}

/** A programme nothing is known of yet. */
export const blankDraft: ProgrammeDraft = {
  name: '', about: '', stages: [emptyStage('stage-1')], roles: [emptyRole('role-1')], standards: [],
  rest: { version: 1, id: 'programme', revision: 1, registers: [], lists: [], targets: [], trends: [], pipeline: [] },
}

export function emptyStage(key: string): DraftStage {
  return { key, id: '', name: '', says: '', needName: '', need: { of: 'none', detail: '' } }
}

export function emptyRole(key: string): DraftRole {
  return { key, id: '', name: '', staff: '', settings: ['hospital'], time: {}, source: '', grade: 'D', madeUp: false }
}

export function emptyStandard(key: string, stage: string, role: string): DraftStandard {
  return { key, stage, role, fte: '1', per: '', need: { of: 'population', detail: '' }, growth: 0, source: '', grade: 'D', madeUp: false }
}

/** Put a programme into the form. */
export function draftOf(file: ProgrammeFile): ProgrammeDraft {
  const { name, about, stages, roles, standards, ...rest } = file
  const need = (base: ProgrammeBase | undefined): DraftNeed => needOf(base, file)
  return {
    name, about, rest,
    stages: stages.map((stage) => ({ key: stage.id, id: stage.id, name: stage.name, says: stage.says, needName: stage.need?.name ?? '', need: need(stage.need?.base) })),
    roles: roles.map((role) => ({ key: role.id, id: role.id, name: role.name, staff: role.staff.map(sayLine).join('\n'), settings: role.settings, time: Object.fromEntries(role.time.map(({ stage, share }) => [stage, percentOf(share)])), source: role.source, grade: role.grade, madeUp: role.onlyFor !== undefined })),
    standards: standards.map((one, at) => ({ key: `standard-${at + 1}`, stage: one.stage, role: one.role, fte: String(one.fte), per: String(one.per), need: need(one.base), growth: one.base.of === 'registers' ? one.base.growth : 0, source: one.source, grade: one.grade, madeUp: one.onlyFor !== undefined })),
  }
}

/** Write the form as a programme, as it will be read: what cannot be read is left as typed, and the check says so at its place. */
export function fileOf(draft: ProgrammeDraft): unknown {
  const { rest } = draft
  const registers = [...rest.registers]
  const lists = [...rest.lists]
  const base = (need: DraftNeed, growth = 0): unknown => baseOf(need, registers, lists, growth)
  const stageIds = new Map(withIds(draft.stages).map(({ key, id }) => [key, id]))
  const roleIds = new Map(withIds(draft.roles).map(({ key, id }) => [key, id]))
  const stages = draft.stages.map((stage) => ({ id: stageIds.get(stage.key), name: stage.name, says: stage.says, ...(stage.need.of === 'none' ? {} : { need: { name: stage.needName.trim() || stage.need.detail, base: base(stage.need) } }) }))
  const roles = draft.roles.map((role) => ({
    id: roleIds.get(role.key), name: role.name, staff: role.staff.split('\n').filter((line) => line.trim() !== '').map(readLine), settings: role.settings,
    time: draft.stages.flatMap(({ key }) => { const text = role.time[key]?.trim() ?? ''; return text === '' || text === '0' ? [] : [{ stage: stageIds.get(key), share: shareOf(text) }] }), source: role.source, grade: role.grade, ...made(role),
  }))
  const standards = draft.standards.map((one) => ({ stage: stageIds.get(one.stage) ?? one.stage, role: roleIds.get(one.role) ?? one.role, fte: numberOf(one.fte), per: numberOf(one.per), base: base(one.need, one.growth), source: one.source, grade: one.grade, ...made(one) }))
  return { ...rest, id: slug(draft.name) || rest.id, name: draft.name, about: draft.about, stages, registers, lists, roles, standards, ...comparedOf(rest, roles) }
}

/** Where a trouble of the check stands in the form: the field of the nearest place above it. */
export function fieldOf(at: string, draft: ProgrammeDraft): string {
  const [part = '', place = '', name = ''] = at.split('.')
  const line = place === '' ? undefined : part === 'stages' ? draft.stages[Number(place)] : part === 'roles' ? draft.roles[Number(place)] : part === 'standards' ? draft.standards[Number(place)] : undefined
  if (line === undefined) return part === 'about' ? 'programme-about' : part === 'stages' ? 'add-stage' : part === 'roles' ? 'add-role' : 'programme-name'
  const known: Readonly<Record<string, string>> = part === 'stages' ? { id: 'name', name: 'name', says: 'says', need: 'need' } : part === 'roles' ? { id: 'name', name: 'name', staff: 'staff', settings: 'settings', time: 'time', source: 'source' } : { stage: 'stage', role: 'role', fte: 'fte', per: 'per', base: 'need', source: 'source' }
  return `${line.key}-${known[name] ?? (part === 'standards' ? 'stage' : 'name')}`
}

function needOf(base: ProgrammeBase | undefined, { registers, lists }: ProgrammeFile): DraftNeed {
  if (base === undefined) return { of: 'none', detail: '' }
  if (base.of === 'registers') return { of: 'registers', detail: base.registers.map((id) => registers.find((one) => one.id === id)?.name ?? id).join(', ') }
  if (base.of === 'list') return { of: 'list', detail: lists.find(({ id }) => id === base.list)?.name ?? base.list }
  return { of: 'population', detail: base.ages === undefined ? '' : base.ages.to === undefined ? `${base.ages.from}+` : `${base.ages.from}-${base.ages.to}` }
}

/** A register or list that is named for the first time is added to the programme under that name. */
function baseOf({ of, detail }: DraftNeed, registers: ProgrammeFile['registers'][number][], lists: ProgrammeFile['lists'][number][], growth: number): unknown {
  if (of === 'list') return { of, list: idIn(lists, detail, () => ({ amounts: [] })) }
  if (of === 'registers') return { of, registers: detail.split(',').map((name) => name.trim()).filter((name) => name !== '').map((name) => idIn(registers, name, () => ({ knownAs: [name] }))), growth }
  if (detail.trim() === '') return { of: 'population' }
  const [, from = '', plus, to] = /^(\d+)\s*(?:(\+)|[-–]\s*(\d+))$/.exec(detail.trim()) ?? []
  return { of: 'population', ages: from === '' ? detail : { from: Number(from), ...(plus === undefined ? { to: Number(to) } : {}) } }
}

function idIn<Held extends { id: string; name: string }>(held: Held[], name: string, fresh: () => Omit<Held, 'id' | 'name'>): string {
  const found = held.find((one) => one.name.toLowerCase() === name.trim().toLowerCase())
  if (found !== undefined) return found.id
  const id = slug(name) || 'unnamed'
  held.push({ id, name: name.trim(), ...fresh() } as Held)
  return id
}

/** What people compared by may have gone with its role: then nothing is compared. */
function comparedOf({ compare }: ProgrammeDraft['rest'], roles: readonly { readonly id: string | undefined }[]): { compare?: ProgrammeFile['compare'] } {
  const kept = compare?.roles.filter((id) => roles.some((role) => role.id === id)) ?? []
  return { compare: compare === undefined || kept.length === 0 ? undefined : { ...compare, roles: kept } }
}

/** An id for each line: the one it has, else its name in the letters ids are made of; told apart by a number. */
function withIds(lines: readonly { readonly key: string; readonly id: string; readonly name: string }[]): { key: string; id: string }[] {
  const taken = new Set(lines.map(({ id }) => id).filter((id) => id !== ''))
  return lines.map(({ key, id, name }) => {
    if (id !== '') return { key, id }
    const plain = slug(name) || 'unnamed'
    const free = [plain, ...Array.from({ length: lines.length + 1 }, (_, at) => `${plain}-${at + 2}`)].find((one) => !taken.has(one)) ?? plain
    taken.add(free)
    return { key, id: free }
  })
}

const kinds: readonly (readonly [word: string, field: keyof ProgrammeRecogniser])[] = [['Profession', 'profession'], ['Staff group', 'staffGroup'], ['Band', 'band'], ['Occupation codes', 'occupationCodes'], ['Job role', 'jobRole'], ['Area of work', 'areaOfWork']]

/** A recogniser on one line: `Profession: Midwife; Band: Band 6`. */
function sayLine(one: ProgrammeRecogniser): string {
  return kinds.flatMap(([word, field]) => { const value = one[field]; return value === undefined ? [] : [`${word}: ${Array.isArray(value) ? value.join(', ') : value}`] }).join('; ')
}

/** Words without a kind before them are taken for a profession. */
function readLine(line: string): ProgrammeRecogniser {
  const parts = line.split(';').map((part): [keyof ProgrammeRecogniser, string | string[]] => {
    const [, word = '', rest = ''] = /^\s*([A-Za-z ]+?)\s*:\s*(.*)$/s.exec(part) ?? []
    const field = kinds.find(([known]) => known.toLowerCase() === word.toLowerCase())?.[1]
    if (field === undefined) return ['profession', part.trim()]
    return [field, field === 'occupationCodes' ? rest.split(',').map((code) => code.trim()).filter((code) => code !== '') : rest.trim()]
  })
  return Object.fromEntries(parts) as ProgrammeRecogniser
}

function made({ madeUp }: { readonly madeUp: boolean }): { onlyFor?: 'demonstration' } {
  return madeUp ? { onlyFor: 'demonstration' } : {}
}

function slug(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 60)
}

/** A number as typed, or the text itself where it is none: the check then says what is wrong with it. */
function numberOf(text: string): number | string {
  const plain = text.replaceAll(/[,\s]/g, '')
  return /^(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : text
}

function shareOf(text: string): number | string {
  const percent = numberOf(text.replace('%', ''))
  return typeof percent === 'number' ? Number((percent / 100).toPrecision(12)) : percent
}

function percentOf(share: number): string {
  return String(Number((share * 100).toPrecision(12)))
}
