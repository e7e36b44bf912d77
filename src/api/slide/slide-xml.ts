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

/** Who made a file and when, its title and its language. `made` is ISO 8601. */
export function coreProperties(title: string, made: string): { name: string; text: string } {
  return xmlPart('docProps/core.xml', `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>Cadre</dc:creator><dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${made.slice(0, 19)}Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${made.slice(0, 19)}Z</dcterms:modified></cp:coreProperties>`)
}

/** What kind each part of a package is; workbooks behind charts are known by their ending. */
export function contentTypesPart(parts: readonly (readonly [name: string, type: string])[]): { name: string; text: string } {
  return xmlPart('[Content_Types].xml', `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>${parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('')}</Types>`)
}
