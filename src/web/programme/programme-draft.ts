import type { ProgrammeBase, ProgrammeFile, ProgrammeRole, ProgrammeStandard } from '../../contract/programme.ts'
import { linesIn, namesIn, numberOf, percentOf, readAmount, readLine, sayAmount, sayLine, shareOf, slug } from './programme-draft-lines.ts'

/** A programme as it stands in the form: numbers as typed, shares in per cent. `key` tells lines apart while they come and go; parts the form does not show are carried along. */
export interface ProgrammeDraft {
  readonly name: string
  readonly about: string
  readonly stages: readonly DraftStage[]
  readonly roles: readonly DraftRole[]
  readonly standards: readonly DraftStandard[]
  readonly lists: readonly DraftList[]
  readonly targets: readonly DraftTarget[]
  readonly compare: DraftCompare
  /** Names of registers that are followed over time, parted by commas. */
  readonly trends: string
  /** Professions whose learners are followed, one on each line: some have commas in their names. */
  readonly pipeline: string
  readonly rest: Pick<ProgrammeFile, 'version' | 'id' | 'revision' | 'registers'>
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

export interface DraftList {
  readonly key: string
  readonly id: string
  readonly name: string
  /** What is stated for an area on each line. */
  readonly amounts: string
}
export interface DraftTarget {
  readonly key: string
  readonly name: string
  readonly says: string
  /** A day as 2029-03-31; empty where none is set. */
  readonly by: string
  readonly source: string
  readonly grade: ProgrammeStandard['grade']
  readonly madeUp: boolean
}
export interface DraftCompare {
  readonly level: 'none' | NonNullable<ProgrammeFile['compare']>['level']
  readonly naming: string
  readonly one: string
  readonly many: string
  /** Keys of the roles that are compared. */
  readonly roles: readonly string[]
  readonly need: DraftNeed
  readonly growth: number
  readonly per: string
}

/** A programme nothing is known of yet. */
export const blankDraft: ProgrammeDraft = {
  name: '', about: '', stages: [emptyStage('stage-1')], roles: [emptyRole('role-1')], standards: [], lists: [], targets: [], compare: nothingCompared(), trends: '', pipeline: '',
  rest: { version: 1, id: 'programme', revision: 1, registers: [] },
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

export function emptyList(key: string): DraftList {
  return { key, id: '', name: '', amounts: '' }
}

export function emptyTarget(key: string): DraftTarget {
  return { key, name: '', says: '', by: '', source: '', grade: 'C', madeUp: false }
}

function nothingCompared(): DraftCompare {
  return { level: 'none', naming: '', one: '', many: '', roles: [], need: { of: 'population', detail: '' }, growth: 0, per: '1000' }
}

/** Put a programme into the form. */
export function draftOf(file: ProgrammeFile): ProgrammeDraft {
  const { name, about, stages, roles, standards, lists, targets, compare, trends, pipeline, ...rest } = file
  const need = (base: ProgrammeBase | undefined): DraftNeed => needOf(base, file)
  return {
    name, about, rest,
    stages: stages.map((stage) => ({ key: stage.id, id: stage.id, name: stage.name, says: stage.says, needName: stage.need?.name ?? '', need: need(stage.need?.base) })),
    roles: roles.map((role) => ({ key: role.id, id: role.id, name: role.name, staff: role.staff.map(sayLine).join('\n'), settings: role.settings, time: Object.fromEntries(role.time.map(({ stage, share }) => [stage, percentOf(share)])), source: role.source, grade: role.grade, madeUp: role.onlyFor !== undefined })),
    standards: standards.map((one, at) => ({ key: `standard-${at + 1}`, stage: one.stage, role: one.role, fte: String(one.fte), per: String(one.per), need: need(one.base), growth: growthOf(one.base), source: one.source, grade: one.grade, madeUp: one.onlyFor !== undefined })),
    lists: lists.map((list) => ({ key: `list-${list.id}`, id: list.id, name: list.name, amounts: list.amounts.map(sayAmount).join('\n') })),
    targets: targets.map((one, at) => ({ key: `target-${at + 1}`, name: one.name, says: one.says, by: one.by ?? '', source: one.source, grade: one.grade, madeUp: one.onlyFor !== undefined })),
    compare: compare === undefined ? nothingCompared() : { level: compare.level, naming: compare.naming ?? '', ...compare.words, roles: compare.roles, need: need(compare.base), growth: growthOf(compare.base), per: String(compare.per) },
    trends: trends.map((id) => file.registers.find((one) => one.id === id)?.name ?? id).join(', '), pipeline: pipeline.join('\n'),
  }
}

function growthOf(base: ProgrammeBase): number {
  return base.of === 'registers' ? base.growth : 0
}

/** Write the form as a programme, as it will be read: what cannot be read is left as typed, and the check says so at its place. */
export function fileOf(draft: ProgrammeDraft): unknown {
  const { rest } = draft
  const registers = [...rest.registers]
  const listIds = new Map(withIds(draft.lists).map(({ key, id }) => [key, id]))
  const lists: ListInForm[] = draft.lists.map(({ key, name, amounts }) => ({ id: listIds.get(key)!, name, amounts: linesIn(amounts).map(readAmount) }))
  const base = (need: DraftNeed, growth = 0): unknown => baseOf(need, registers, lists, growth)
  const stageIds = new Map(withIds(draft.stages).map(({ key, id }) => [key, id]))
  const roleIds = new Map(withIds(draft.roles).map(({ key, id }) => [key, id]))
  const stages = draft.stages.map((stage) => ({ id: stageIds.get(stage.key), name: stage.name, says: stage.says, ...(stage.need.of === 'none' ? {} : { need: { name: stage.needName.trim() || stage.need.detail, base: base(stage.need) } }) }))
  const roles = draft.roles.map((role) => ({
    id: roleIds.get(role.key), name: role.name, staff: linesIn(role.staff).map(readLine), settings: role.settings,
    time: draft.stages.flatMap(({ key }) => { const text = role.time[key]?.trim() ?? ''; return text === '' || text === '0' ? [] : [{ stage: stageIds.get(key), share: shareOf(text) }] }), source: role.source, grade: role.grade, ...made(role),
  }))
  const standards = draft.standards.map((one) => ({ stage: stageIds.get(one.stage) ?? one.stage, role: roleIds.get(one.role) ?? one.role, fte: numberOf(one.fte), per: numberOf(one.per), base: base(one.need, one.growth), source: one.source, grade: one.grade, ...made(one) }))
  const targets = draft.targets.map((one) => ({ name: one.name, says: one.says, ...(one.by.trim() === '' ? {} : { by: one.by.trim() }), source: one.source, grade: one.grade, ...made(one) }))
  const compare = comparedOf(draft.compare, roleIds, base)
  const trends = namesIn(draft.trends).map((name) => idIn(registers, name, () => ({ knownAs: [name] })))
  return { ...rest, id: slug(draft.name) || rest.id, name: draft.name, about: draft.about, stages, registers, lists, roles, standards, targets, compare, trends, pipeline: linesIn(draft.pipeline) }
}

/** A list as it is written: its amounts as they were typed. */
interface ListInForm { readonly id: string; readonly name: string; readonly amounts: readonly object[] }

/** Change a list of the form; what the need of stages and standards calls it follows its name. */
export function withList(draft: ProgrammeDraft, list: DraftList): ProgrammeDraft {
  const before = draft.lists.find(({ key }) => key === list.key)?.name ?? ''
  const follow = (need: DraftNeed): DraftNeed => (need.of === 'list' && before !== '' && need.detail === before ? { ...need, detail: list.name } : need)
  return {
    ...draft, lists: draft.lists.map((one) => (one.key === list.key ? list : one)), compare: { ...draft.compare, need: follow(draft.compare.need) },
    stages: draft.stages.map((stage) => ({ ...stage, need: follow(stage.need) })), standards: draft.standards.map((one) => ({ ...one, need: follow(one.need) })),
  }
}

/** Where a trouble of the check stands in the form: the field of the nearest place above it. */
export function fieldOf(at: string, draft: ProgrammeDraft): string {
  const [part = '', place = '', name = ''] = at.split('.')
  const lines: Readonly<Record<string, readonly { readonly key: string }[]>> = { stages: draft.stages, roles: draft.roles, standards: draft.standards, lists: draft.lists, targets: draft.targets }
  const line = place === '' ? undefined : lines[part]?.[Number(place)]
  if (line !== undefined) return `${line.key}-${fieldNames[part]?.[name] ?? (part === 'standards' ? 'stage' : 'name')}`
  if (part === 'compare') return `compare-${compareFields[place] ?? 'level'}`
  return wholeFields[part] ?? 'programme-name'
}

/** Fields of a line by the part of the file they are written to. */
const fieldNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  stages: { id: 'name', name: 'name', says: 'says', need: 'need' }, roles: { id: 'name', name: 'name', staff: 'staff', settings: 'settings', time: 'time', source: 'source' },
  standards: { stage: 'stage', role: 'role', fte: 'fte', per: 'per', base: 'need', source: 'source' }, lists: { name: 'name', amounts: 'amounts' }, targets: { name: 'name', says: 'says', by: 'by', source: 'source' },
}
const compareFields: Readonly<Record<string, string>> = { words: 'one', naming: 'naming', roles: 'roles', base: 'need', per: 'per' }
const wholeFields: Readonly<Record<string, string>> = { about: 'programme-about', stages: 'add-stage', roles: 'add-role', lists: 'add-list', targets: 'add-target', trends: 'programme-trends', pipeline: 'programme-pipeline' }

function needOf(base: ProgrammeBase | undefined, { registers, lists }: ProgrammeFile): DraftNeed {
  if (base === undefined) return { of: 'none', detail: '' }
  if (base.of === 'registers') return { of: 'registers', detail: base.registers.map((id) => registers.find((one) => one.id === id)?.name ?? id).join(', ') }
  if (base.of === 'list') return { of: 'list', detail: lists.find(({ id }) => id === base.list)?.name ?? base.list }
  return { of: 'population', detail: base.ages === undefined ? '' : base.ages.to === undefined ? `${base.ages.from}+` : `${base.ages.from}-${base.ages.to}` }
}

/** A register or list that is named for the first time is added to the programme under that name. */
function baseOf({ of, detail }: DraftNeed, registers: ProgrammeFile['registers'][number][], lists: ListInForm[], growth: number): unknown {
  if (of === 'list') return { of, list: idIn(lists, detail, () => ({ amounts: [] })) }
  if (of === 'registers') return { of, registers: namesIn(detail).map((name) => idIn(registers, name, () => ({ knownAs: [name] }))), growth }
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

/** Roles that are compared may have gone from the programme; where none is left, the check says so. */
function comparedOf({ level, naming, one, many, roles, need, growth, per }: DraftCompare, ids: ReadonlyMap<string, string>, base: (need: DraftNeed, growth: number) => unknown): unknown {
  if (level === 'none') return undefined
  return { level, ...(naming.trim() === '' ? {} : { naming: naming.trim() }), words: { one, many }, roles: roles.flatMap((key) => ids.get(key) ?? []), base: base(need, growth), per: numberOf(per) }
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

function made({ madeUp }: { readonly madeUp: boolean }): { onlyFor?: 'demonstration' } {
  return madeUp ? { onlyFor: 'demonstration' } : {}
}
