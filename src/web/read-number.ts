/** Read a number as people type it, with a true minus sign and thousands separators; null for anything else. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace('−', '-').replace(/^\+/, '').replace(/,(?=\d{3}\b)/g, '')
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : null
}
