import type { Viewer } from '../access/viewer.ts'
import { SignedCertificate, type Certificate, type CertificateCheck, type DueFile, type RetentionDeletion, type RetentionRuleRequest, type RetentionState } from '../contract/retention.ts'
import { tables } from '../dataset/tables.ts'
import type { House } from '../store/house.ts'
import { hashOfText, type HeldFile, type KeptCertificate, type RetentionRule } from '../store/retention.ts'
import { addMonths } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { writeEntry } from './write-down.ts'

/** What has a clock: every table of the dataset, rows held back, and what was sent. */
const datasets: readonly string[] = [...tables.map(({ name }) => name), 'held-back', 'upload']

/** What no deletion of ours reaches. Every certificate says it. */
const outOfReach: readonly string[] = ['backups made before, wherever they are kept', 'files that were taken away or exported before', 'the log of a PostgreSQL server that keeps the records, and its own backups', 'the account of reads and changes, which holds no cell of a file, and the names of files that commands were given', 'names of files among the uploads of the last week', 'rates and back-tests learnt from the rows, which hold no person']

/** The clocks, what is past them today, and what was deleted. */
export async function answerRetention(house: House, viewer: Viewer, now: string): Promise<RetentionState> {
  const [rules, kept] = [await house.retention.rules(viewer), await house.retention.certificates(viewer)]
  const { due, uploadsBefore, plan } = await lookAtDue(house, viewer, now)
  const live = due.filter((file) => file.live && file.dataset !== 'held-back').length
  const summary = due.length === 0 ? 'Nothing that is loaded is past its clock today.' : `${due.length} ${due.length === 1 ? 'file is' : 'files are'} past ${due.length === 1 ? 'its' : 'their'} clock today${live === 0 ? '' : `, ${live} of them live`}.`
  return { summary, rules: datasets.flatMap((dataset) => sayRules(rules, dataset, now.slice(0, 10))), due, uploadsBefore, plan, certificates: kept.map(sayCertified) }
}

/** Set how long a dataset is kept from a day on. Errors: refuses `dataset-without-clock`. */
export async function setRetentionRule(house: House, viewer: Viewer, { dataset, months, from, because }: RetentionRuleRequest, now: string): Promise<RetentionState | Refusal> {
  if (!datasets.includes(dataset)) return refuse('dataset-without-clock', 'usage', { doing: 'Setting how long something is kept', found: `“${dataset.slice(0, 60)}”`, need: `One of ${datasets.join(', ')}`, next: 'Name one of these' })
  await house.retention.setRule(viewer, { dataset, months, from: from ?? now.slice(0, 10), because, by: viewer.name, at: now })
  return answerRetention(house, viewer, now)
}

/**
 * Delete what is past its clock: files that are live are withdrawn first, then rows, parts and what was held back go, and a signed certificate is kept.
 *
 * Nothing is deleted but what was looked at: the plan says which. Whoever asks a second person asks about the plan.
 * Errors: refuses `retention-plan-changed`, `nothing-past-its-clock`, `audit-key-lost`, `audit-key-damaged`.
 */
export function deleteDue(house: House, viewer: Viewer, { plan }: RetentionDeletion, now: string): Promise<SignedCertificate | Refusal> {
  return house.inTurn(async () => {
    const found = await lookAtDue(house, viewer, now)
    if (found.plan !== plan) return refusePlanChanged()
    if (found.due.length === 0 && found.uploadsBefore === null) return refuse('nothing-past-its-clock', 'absent', { doing: 'Deleting what is past its clock', found: 'nothing is', need: 'Something that is due', next: 'See cadre retention due' })
    const [head] = await house.audit.list(viewer, 1, null)
    for (const { id } of found.due.filter((file) => file.live && file.dataset !== 'held-back')) {
      const withdrawn = await house.catalogue.withdraw(viewer, id)
      if (isRefusal(withdrawn)) return withdrawn
    }
    const uploads = found.uploadsBefore === null ? 0 : await house.jobs.forget(found.uploadsBefore, now)
    const draft = certificateOf(found, viewer, now, uploads, { number: head?.number ?? 0, hash: head?.hash ?? 'start' })
    // Signed beforehand with its number, which nobody else can take: deletions go one after the other.
    const number = ((await house.retention.certificates(viewer))[0]?.number ?? 0) + 1
    const signed = await signCertificate(house, { ...draft, number })
    if (isRefusal(signed)) return signed
    const text = JSON.stringify(signed.certificate)
    const kept = await house.retention.remove({ files: versionsOf(found.due, false), heldBackOf: versionsOf(found.due, true) }, now, (next) => (next === number ? { certificate: text, signature: signed.signature } : refusePlanChanged()))
    if (isRefusal(kept)) return kept
    return await writeEntry(house, viewer, { via: 'server', under: 'publish', what: `retention certificate ${number} ${hashOfText(text)}`, outcome: 'done' }) ?? signed
  })
}

/** A certificate by its number. Errors: refuses `certificate-not-found`. */
export async function showCertificate(house: House, viewer: Viewer, number: number): Promise<SignedCertificate | Refusal> {
  const found = (await house.retention.certificates(viewer)).find((one) => one.number === number)
  return found === undefined ? refuse('certificate-not-found', 'absent', { doing: 'Looking for a certificate', found: `none has the number ${number}`, need: 'The number of a deletion', next: 'See cadre retention list' })
    : { certificate: JSON.parse(found.certificate) as Certificate, signature: found.signature }
}

/** Check a certificate: its signature, that it is the one kept here, and that nothing it names lies in the folder any more. Errors: refuses `certificate-not-readable`. */
export async function checkCertificate(house: House, viewer: Viewer, given: unknown): Promise<CertificateCheck | Refusal> {
  const read = SignedCertificate.safeParse(given)
  if (!read.success) return refuse('certificate-not-readable', 'input', { doing: 'Checking a certificate', found: read.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), need: 'A certificate as cadre retention certificate writes it', next: 'Name that file' })
  const text = JSON.stringify((given as { certificate: unknown }).certificate)
  const signature = await house.audit.sign(text)
  if (isRefusal(signature)) return signature
  const { number, files } = read.data.certificate
  const kept = (await house.retention.certificates(viewer)).find((one) => one.number === number)
  const left = await house.retention.leftBehind(files.flatMap(({ parts }) => parts.map(({ path }) => path)))
  const faults = [
    ...(signature === read.data.signature ? [] : ['it is not what was signed']),
    ...(kept?.certificate === text ? [] : [kept === undefined ? `no deletion has the number ${number}` : `certificate ${number} is kept here with other words`]),
    ...left.map((path) => `${path} still lies in the folder`),
  ]
  return { holds: faults.length === 0, faults, summary: faults.length === 0 ? `Certificate ${number} is as it was signed, and nothing of its ${files.length} ${files.length === 1 ? 'file' : 'files'} lies in the folder.` : `Certificate ${number} does not hold: ${faults.join('; ')}.` }
}

interface Due { readonly due: DueFile[]; readonly rules: readonly RetentionRule[]; readonly uploadsBefore: string | null; readonly plan: string }

async function lookAtDue(house: House, viewer: Viewer, now: string): Promise<Due> {
  const today = now.slice(0, 10)
  const rules = inForceOn(await house.retention.rules(viewer), today)
  const due = (await house.retention.held(viewer)).flatMap((file) => dueOf(file, rules, today))
  const uploads = rules.get('upload')?.months ?? null
  // Counted in whole months, so that nothing goes before its time.
  const uploadsBefore = uploads === null ? null : `${addMonths(today, -uploads - 1)}T00:00:00.000Z`
  return { due, rules: [...rules.values()], uploadsBefore, plan: hashOfText(JSON.stringify({ due: due.map(({ version, dataset, rule, live, snapshots }) => [version, dataset, rule, live, snapshots]), uploadsBefore })) }
}

/** For each dataset the rule that was set last of those that begin last. */
function inForceOn(rules: readonly RetentionRule[], today: string): ReadonlyMap<string, RetentionRule> {
  return new Map(rules.filter(({ from }) => from <= today).toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : one.id - other.id)).map((rule) => [rule.dataset, rule]))
}

function dueOf(file: HeldFile, rules: ReadonlyMap<string, RetentionRule>, today: string): DueFile[] {
  const clocks = [[file.table, file.periodTo], ...(file.heldBack > 0 ? [['held-back', file.importedAt.slice(0, 10)]] : [])] as [string, string][]
  const found = clocks.flatMap(([dataset, since]) => {
    const rule = rules.get(dataset)
    const dueOn = rule?.months == null ? null : addMonths(since, rule.months)
    return rule === undefined || dueOn === null || dueOn > today ? [] : [{ ...sayFile(file), dataset, dueOn, rule: rule.id }]
  })
  return found.slice(0, 1)
}

function sayFile({ version, id, table, source, sender, sha256, periodFrom, periodTo, importedAt, rows, heldBack, findings, live, snapshots, parts }: HeldFile): Omit<DueFile, 'dataset' | 'dueOn' | 'rule'> {
  return { version, id, table, source, sender, sha256, periodFrom, periodTo, importedAt, rows, heldBack, findings, live, snapshots: [...snapshots], parts: parts.map((part) => ({ ...part })) }
}

function versionsOf(due: readonly DueFile[], heldBackOnly: boolean): string[] {
  return due.filter(({ dataset }) => (dataset === 'held-back') === heldBackOnly).map(({ version }) => version)
}

function certificateOf({ due, rules, plan }: Due, { id, name }: Viewer, at: string, uploads: number, auditHead: Certificate['auditHead']): Omit<Certificate, 'number'> {
  const whole = due.filter(({ dataset }) => dataset !== 'held-back')
  // Of a file whose rows held back alone went, the parts stay.
  const files = due.map((file) => (file.dataset === 'held-back' ? { ...file, rows: 0, parts: [] } : file))
  const parts = whole.flatMap((file) => file.parts)
  return {
    format: 1, at, by: { id, name }, plan, rules: rules.flatMap(({ id: rule, dataset, months, from, because }) => (months === null ? [] : [{ id: rule, dataset, months, from, because }])),
    counts: { files: whole.length, rows: sum(whole.map(({ rows }) => rows)), heldBack: sum(due.map(({ heldBack }) => heldBack)), parts: parts.length, bytes: sum(parts.map(({ bytes }) => bytes)), uploads },
    files, snapshots: [...new Set(whole.flatMap(({ snapshots }) => snapshots))].toSorted(), auditHead, outOfReach: [...outOfReach],
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** Fields stand in the order of the contract: what is signed is read back to the same text. */
async function signCertificate(house: House, certificate: Certificate): Promise<SignedCertificate | Refusal> {
  const ordered = SignedCertificate.shape.certificate.parse(certificate)
  const signature = await house.audit.sign(JSON.stringify(ordered))
  return isRefusal(signature) ? signature : { certificate: ordered, signature }
}

function sayRules(rules: readonly RetentionRule[], dataset: string, today: string): RetentionState['rules'] {
  const now = inForceOn(rules, today).get(dataset)
  const later = rules.filter((rule) => rule.dataset === dataset && rule.from > today)
  const none = { id: null, dataset, months: null, from: null, because: null, by: null, at: null, inForce: true }
  return [now === undefined ? none : { ...now, inForce: true }, ...later.map((rule) => ({ ...rule, inForce: false }))]
}

function sayCertified({ number, at, certificate, doneAt }: KeptCertificate): RetentionState['certificates'][number] {
  const { by, counts } = JSON.parse(certificate) as Certificate
  return { number, at, by: by.name, files: counts.files, rows: counts.rows, bytes: counts.bytes, uploads: counts.uploads, doneAt }
}

function refusePlanChanged(): Refusal {
  return refuse('retention-plan-changed', 'conflict', { doing: 'Deleting what is past its clock', found: 'what is due is not what was looked at', need: 'The plan of what is due now', next: 'Look again at what is due, and send that plan' })
}
