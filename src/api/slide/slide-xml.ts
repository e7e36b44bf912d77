/** Write words for XML: escaped, without characters that XML has no place for. */
export function xmlText(text: string): string {
  const allowed = [...text].filter((one) => one >= ' ' || one === '\t' || one === '\n').join('')
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The namespaces of a part with drawings in it. */
export const spaces = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${types}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`

/** A part of a package: its first line and its root. */
export function xmlPart(name: string, root: string): { name: string; text: string } {
  return { name, text: head + root }
}

/** Which parts a part points at, in the order of their ids: rId1, rId2 and on. `kind` is the last word of the type. */
export function relations(name: string, to: readonly { readonly kind: string; readonly target: string }[]): { name: string; text: string } {
  const lines = to.map(({ kind, target }, at) => `<Relationship Id="rId${at + 1}" Type="${kind === 'core-properties' ? 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties' : `${types}/${kind}`}" Target="${target}"/>`)
  return xmlPart(name, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`)
}
