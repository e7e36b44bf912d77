/** Why a column may not come in as it is. */
export type PersonalKind = 'a name' | 'a National Insurance number' | 'an NHS number' | 'a telephone number' | 'an e-mail address' | 'a postcode' | 'an address' | 'a document or bank account'

/** Say what a heading promises that we never keep; null for a heading that promises nothing of the kind. */
export function personalHeading(heading: string): PersonalKind | null {
  const words = wordsOf(heading)
  return headings.find(({ says }) => says.test(words))?.kind ?? null
}

/** Say what a single cell holds that we never keep; null for anything that is not plainly so. */
export function personalCell(text: string): PersonalKind | null {
  if (text.length < 6) return null
  const known = knownCells.get(text)
  if (known !== undefined) return known
  const cell = text.trim()
  const kind = cell.length < 6 ? null : (cells.find(({ says }) => says.test(cell))?.kind ?? null)
  if (knownCells.size >= mostKnown) knownCells.clear()
  knownCells.set(text, kind)
  return kind
}

/** The same words stand in row after row: each is looked at once, as long as there are not too many of them. */
const knownCells = new Map<string, PersonalKind | null>()
const mostKnown = 20_000

/** Say what a whole column holds that we never keep, from its cells; null for anything else. */
export function personalContent(texts: readonly string[]): PersonalKind | null {
  const filled = texts.map((text) => text.trim()).filter((text) => text !== '')
  if (filled.length === 0) return null
  const found = new Map<PersonalKind, number>()
  for (const text of filled) {
    const kind = personalCell(text)
    if (kind) found.set(kind, (found.get(kind) ?? 0) + 1)
  }
  const [kind, count] = [...found].toSorted((a, b) => b[1] - a[1])[0] ?? [null, 0]
  if (kind && count >= filled.length * columnShare) return kind
  if (filled.length >= 5 && filled.filter(isNhsNumber).length >= filled.length * 0.8) return 'an NHS number'
  return looksLikeNames(filled) ? 'a name' : null
}

/** From this share of its cells on, a column is of that kind and not a slip here and there. */
const columnShare = 0.2

/** Words of a heading: `EmployeeSurname`, `EMPLOYEE_SURNAME` and `employee surname` are the same. */
function wordsOf(heading: string): string {
  return heading.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()
}

const headings: readonly { readonly kind: PersonalKind; readonly says: RegExp }[] = [
  { kind: 'a National Insurance number', says: /\b(nino|national insurance|ni (number|no|num))\b|^ni$/ },
  { kind: 'an NHS number', says: /\bnhs (number|no|num)\b/ },
  { kind: 'a name', says: /\b(surname|forenames?|maiden|nickname|initials|next of kin)\b|\b(first|last|family|given|middle|full|preferred|known as|employee|staff|person|worker|manager|supervisor|applicant|contact|author|learner|student|postholder|post holder) name\b|^names?$|^title$/ },
  { kind: 'an e-mail address', says: /\be ?mail\b/ },
  { kind: 'a telephone number', says: /\b(tele)?phone\b|\bmobile\b|^tel( no| number)?$/ },
  { kind: 'a postcode', says: /\bpost ?code\b|\bpostal\b/ },
  { kind: 'an address', says: /\baddress\b/ },
  { kind: 'a document or bank account', says: /\b(passport|sort code|bank account|account number|driving licence|visa number)\b/ },
]

const cells: readonly { readonly kind: PersonalKind; readonly says: RegExp }[] = [
  { kind: 'a National Insurance number', says: /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/i },
  { kind: 'an e-mail address', says: /[^\s@]+@[^\s@]+\.[a-z]{2,}/i },
  { kind: 'a telephone number', says: /^(\+44 ?|0)7\d{3} ?\d{3} ?\d{3}$|^\+44[\d ()-]{9,14}$|^0\d{2,4} \d{3,4} ?\d{3,4}$/ },
  { kind: 'a postcode', says: /\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/i },
  { kind: 'an address', says: /^\d+[a-z]?,? [a-z' ]+ (street|road|lane|avenue|close|drive|crescent|gardens)\b/i },
]

/** Ten digits of which the last checks the others. Source: NHS data dictionary, modulus 11 check of the NHS number. */
function isNhsNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, '')
  if (!/^\d{10}$/.test(digits)) return false
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at < 9 ? 10 - at : 0), 0)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(digits[9])
}

/** Two or three capitalised words, most of them different from row to row: words of a list repeat, names hardly do, and neither work nor the places where it is learnt are people. */
function looksLikeNames(filled: readonly string[]): boolean {
  if (filled.length < 10) return false
  const shaped = filled.filter((text) => /^[A-Z][a-z'’-]+,? [A-Z][A-Za-z'’-]*( [A-Z][A-Za-z'’-]*)?$/.test(text) && !workOrPlace.test(text))
  return shaped.length >= filled.length * 0.6 && new Set(shaped).size >= filled.length * 0.5
}

/** Words that stand in names of roles, programmes and institutions. */
const workOrPlace = /nurs|midwi|doctor|physician|surgeon|surgery|consultant|registrar|practi[ct]|therap|paramedic|pharmac|radiograph|scien|physiolog|dieti|dental|social|care|health|medic|clinic|support|assistant|associate|officer|manager|director|admin|clerk|secretar|technic|engineer|porter|domestic|estates|facilit|finance|service|team|ward|unit|department|visitor|educat|universit|college|school|academy|institut|trust|hospital|centre|foundation|programme|degree|diploma|apprentic|bsc|msc|staff|worker|lead|specialist|psycholog|ambulance|communit|mental|learning/i
