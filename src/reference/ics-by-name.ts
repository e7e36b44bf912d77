import listed from './ics-2022.json' with { type: 'json' }

/**
 * Find the code of an integrated care system from its name, however it is dressed: with or without NHS and ICB, any capitals, `&` or `and`.
 * Errors: null for a name that is none of the 42 of 2022.
 * Source: Office for National Statistics, integrated care boards (July 2022) names and codes in England.
 */
export function icsCodeByName(name: string): string | null {
  return codes.get(plain(name)) ?? null
}

const codes = new Map(listed.map((row) => [plain(row.name), row.code]))

function plain(name: string): string {
  return name.toLowerCase().replaceAll('&', ' and ').replace(/[^a-z]+/g, ' ').trim().replace(/^nhs /, '').replace(/ (integrated care (board|system)|icb|ics)$/, '')
}
