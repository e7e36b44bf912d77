import type { ProgrammeBase, ProgrammeFile, ProgrammeRecogniser, ProgrammeRole, ProgrammeTrouble } from '../../contract/programme.ts'
import { groupsUpFrom, professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { formatNumber } from '../../units/format.ts'

/** Say what is wrong with a programme whose shape is right: names that stand twice or for nothing, and people who would be counted twice. */
export function programmeTroubles(file: ProgrammeFile): ProgrammeTrouble[] {
  return [...twice(file), ...pointsNowhere(file), ...file.roles.flatMap((role, at) => roleTroubles(role, `roles.${at}`)), ...standardTroubles(file), ...countedTwice(file)]
}

function twice(file: ProgrammeFile): ProgrammeTrouble[] {
  return (['stages', 'registers', 'lists', 'roles'] as const).flatMap((part) => file[part].flatMap(({ id }, at, all) => (all.findIndex((one) => one.id === id) === at ? [] : [{ at: `${part}.${at}.id`, says: `“${id}” stands there twice; each id is used once` }])))
}

function pointsNowhere(file: ProgrammeFile): ProgrammeTrouble[] {
  const known = { stage: new Set(file.stages.map(({ id }) => id)), role: new Set(file.roles.map(({ id }) => id)), register: new Set(file.registers.map(({ id }) => id)), list: new Set(file.lists.map(({ id }) => id)) }
  const look = (kind: keyof typeof known, id: string, at: string): ProgrammeTrouble[] => (known[kind].has(id) ? [] : [{ at, says: `no ${kind} has the id “${id}”; there ${known[kind].size === 1 ? 'is' : 'are'} ${[...known[kind]].join(', ') || 'none'}` }])
  const base = (one: ProgrammeBase, at: string): ProgrammeTrouble[] => (one.of === 'registers' ? one.registers.flatMap((id, place) => look('register', id, `${at}.registers.${place}`)) : one.of === 'list' ? look('list', one.list, `${at}.list`) : agesTrouble(one, at))
  return [
    ...file.stages.flatMap(({ need }, at) => (need === undefined ? [] : base(need.base, `stages.${at}.need.base`))),
    ...file.roles.flatMap(({ time }, at) => time.flatMap(({ stage }, place) => look('stage', stage, `roles.${at}.time.${place}.stage`))),
    ...file.standards.flatMap((one, at) => [...look('stage', one.stage, `standards.${at}.stage`), ...look('role', one.role, `standards.${at}.role`), ...base(one.base, `standards.${at}.base`)]),
    ...(file.compare === undefined ? [] : [...file.compare.roles.flatMap((id, at) => look('role', id, `compare.roles.${at}`)), ...base(file.compare.base, 'compare.base')]),
    ...file.trends.flatMap((id, at) => look('register', id, `trends.${at}`)),
  ]
}

function agesTrouble({ ages }: Extract<ProgrammeBase, { of: 'population' }>, at: string): ProgrammeTrouble[] {
  return ages?.to !== undefined && ages.to < ages.from ? [{ at: `${at}.ages`, says: `the ages end at ${ages.to}, before they begin at ${ages.from}` }] : []
}

function roleTroubles({ name, time, staff }: ProgrammeRole, at: string): ProgrammeTrouble[] {
  const sum = time.reduce((so, { share }) => so + share, 0)
  const stages = time.map(({ stage }) => stage)
  return [
    ...(sum > 1 + slack ? [{ at: `${at}.time`, says: `the stages of ${name} take ${percent(sum)} of the time, more than all of it: people would be counted twice` }] : []),
    ...(new Set(stages).size < stages.length ? [{ at: `${at}.time`, says: `a stage of ${name} stands there twice; add its shares up` }] : []),
    ...staff.flatMap((one, place) => recogniserTroubles(one, `${at}.staff.${place}`)),
  ]
}

/** Numbers add up exactly enough: a tenth thrice is not three tenths. */
const slack = 1e-9

function recogniserTroubles(one: ProgrammeRecogniser, at: string): ProgrammeTrouble[] {
  const { profession, staffGroup, band, occupationCodes, jobRole, areaOfWork } = one
  if (profession === undefined && staffGroup === undefined && occupationCodes === undefined && jobRole === undefined && areaOfWork === undefined) return [{ at, says: 'says nothing to recognise staff by; name a profession, staff group, occupation codes, job role or area of work' }]
  return [
    ...(band !== undefined && profession === undefined && staffGroup === undefined ? [{ at: `${at}.band`, says: 'a band alone is everybody of that grade; name a profession or a staff group beside it' }] : []),
    ...(staffGroup !== undefined && staffGroupNamed(staffGroup) === null ? [{ at: `${at}.staffGroup`, says: `no staff group is called “${staffGroup}”` }] : []),
  ]
}

function standardTroubles({ standards, roles }: ProgrammeFile): ProgrammeTrouble[] {
  return standards.flatMap(({ stage, role }, at) => {
    const held = roles.find(({ id }) => id === role)
    const again = standards.findIndex((one) => one.stage === stage && one.role === role)
    return [
      ...(held !== undefined && !held.time.some((one) => one.stage === stage && one.share > 0) ? [{ at: `standards.${at}`, says: `${held.name} have no time in the stage “${stage}”, so a standard there has nothing to stand beside` }] : []),
      ...(again < at ? [{ at: `standards.${at}`, says: `a standard of ${role} in ${stage} stands there twice` }] : []),
    ]
  })
}

/** The same people in two roles may have no more time together than there is. Sectors of work that nobody can tell apart in the figures count as the same people. */
function countedTwice({ roles }: ProgrammeFile): ProgrammeTrouble[] {
  const lines = roles.flatMap((role, at) => role.staff.flatMap((one, place) => (isBroad(one) ? [{ role, one, at: `roles.${at}.staff.${place}`, share: role.time.reduce((sum, { share }) => sum + share, 0) }] : [])))
  return lines.flatMap(({ role, one, at, share }, place) => {
    const before = lines.slice(0, place).filter((other) => overlaps(other.one, one))
    if (before.some((other) => other.role === role)) return [{ at, says: `${sayRecogniser(one)} stands twice in ${role.name}: people would be counted twice` }]
    const sum = before.reduce((so, other) => so + other.share, share)
    return before.length > 0 && sum > 1 + slack ? [{ at, says: `${sayRecogniser(one)} also stands in ${before.map((other) => other.role.name).join(', ')}, and together they take ${percent(sum)} of the time: people would be counted twice` }] : []
  })
}

/** Recognised by a profession or a staff group, with a band or without, and by nothing besides; the others are told apart by what staff records say. */
export function isBroad({ profession, staffGroup, occupationCodes, jobRole, areaOfWork }: ProgrammeRecogniser): boolean {
  return (profession !== undefined || staffGroup !== undefined) && occupationCodes === undefined && jobRole === undefined && areaOfWork === undefined
}

function overlaps(one: ProgrammeRecogniser, other: ProgrammeRecogniser): boolean {
  if (one.band !== undefined && other.band !== undefined && one.band !== other.band) return false
  const [a, b] = [wayUp(one), wayUp(other)]
  return a.includes(b[0]!) || b.includes(a[0]!)
}

/** A profession or staff group, and every group above it. */
function wayUp({ profession, staffGroup }: ProgrammeRecogniser): string[] {
  const known = profession === undefined ? null : professionNamed(profession)
  const groups = groupsUpFrom(staffGroupNamed(staffGroup ?? known?.staff_group ?? ''))
  return profession === undefined ? (groups.length > 0 ? groups : [`group ${staffGroup}`]) : [`profession ${known?.profession ?? profession.toLowerCase()}`, ...groups]
}

/** A recogniser in words. */
export function sayRecogniser({ profession, staffGroup, band, occupationCodes, jobRole, areaOfWork }: ProgrammeRecogniser): string {
  const parts = [profession, staffGroup, ...(band === undefined ? [] : [`band ${band}`]), ...(occupationCodes === undefined ? [] : [`occupation codes ${occupationCodes.join(', ')}`]), ...(jobRole === undefined ? [] : [`job role ${jobRole}`]), ...(areaOfWork === undefined ? [] : [`area of work ${areaOfWork}`])]
  return parts.filter((part) => part !== undefined).join(', ')
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 0)} %`
}
