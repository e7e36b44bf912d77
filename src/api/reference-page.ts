import codes from './codes.json' with { type: 'json' }

/** The parts of an OpenAPI document that the page shows. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly tags?: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: JsonSchema }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>
}
type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>
interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** Write the reference as one plain page: headings, tables, no script, nothing from elsewhere. */
export function writeReferencePage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  const groups = (document.tags ?? []).map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(name))
    return `<section aria-labelledby="${idOf(name)}">\n<h2 id="${idOf(name)}">${escape(name)}</h2>\n<p>${escape(description ?? '')}.</p>\n${own.map(writeOperation).join('\n')}\n</section>`
  })
  const contents = operations.map(({ path, method, operation }) => `<li><a href="#${idOf(method + path)}"><code>${method.toUpperCase()} ${escape(path)}</code></a> ${escape(operation.summary ?? '')}</li>`)
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Programming interface – ${escape(document.info.title)}</title><style>${styles}</style></head>
<body><main>
<h1>Programming interface</h1>
<p>${escape(document.info.description ?? '')}</p>
<p>Version ${escape(document.info.version)}. As data: <a href="/api/openapi.json">openapi.json</a>. Back to <a href="/">Cadre</a>.</p>
<nav aria-label="Addresses"><ul>${contents.join('\n')}</ul></nav>
${groups.join('\n')}
${writeCodes()}
</main></body>
</html>
`
}

function writeOperation({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const answers = Object.entries(operation.responses).map(([status, { description, content }]) => writeAnswer(status, description ?? '', content))
  const takes = Object.keys(operation.requestBody?.content ?? {})
  return `<article aria-labelledby="${idOf(method + path)}">
<h3 id="${idOf(method + path)}"><code>${method.toUpperCase()} ${escape(path)}</code></h3>
<p>${escape(operation.summary ?? '')}.</p>${operation.description ? `\n<p>${escape(operation.description)}</p>` : ''}${takes.length > 0 ? `\n<p>Takes ${takes.map(escape).join(', ')}.</p>` : ''}
${writeParameters(operation)}
${answers.join('\n')}
</article>`
}

/** The explanation behind each problem’s `type`. */
function writeCodes(): string {
  const rows = codes.map(({ code, kind, need, next }) => `<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${kind}</td><td>${escape(need)}</td><td>${escape(next)}</td></tr>`)
  return `<section aria-labelledby="codes"><h2 id="codes">Codes of problems</h2><p>Stable: programs may rely on them.</p><table><thead><tr><th scope="col">Code</th><th scope="col">Kind</th><th scope="col">What we need</th><th scope="col">What to do next</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`
}

function writeParameters({ parameters = [] }: Operation): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(({ name, required, schema = {} }) => `<tr><th scope="row"><code>${escape(name)}</code></th><td>${escape(sayType(schema))}</td><td>${required ? 'yes' : `no${schema.default === undefined ? '' : `, ${escape(JSON.stringify(schema.default))} when left out`}`}</td><td>${escape(schema.description ?? '')}</td></tr>`)
  return `<table><caption>Asks for</caption><thead><tr><th scope="col">Field</th><th scope="col">Kind</th><th scope="col">Needed</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function writeAnswer(status: string, description: string, content: Content = {}): string {
  const name = status === 'default' ? 'A problem' : `Answer ${status}`
  return Object.entries(content).map(([type, { schema = {} }]) => {
    const fields = listFields(schema, '')
    const heading = `${name}: <code>${escape(type)}</code>${description && description !== 'Default Response' ? `, ${escape(description)}` : ''}`
    if (fields.length === 0 || status === 'default') return `<p>${heading}</p>`
    const rows = fields.map((field) => `<tr><th scope="row"><code>${escape(field.name)}</code></th><td>${escape(field.type)}</td><td>${escape(field.says)}</td></tr>`)
    return `<details><summary>${heading}</summary><table><thead><tr><th scope="col">Field</th><th scope="col">Kind</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`
  }).join('\n')
}

/** Every field of an answer, one line each, lists marked by `[]`. */
function listFields(schema: JsonSchema, prefix: string): { name: string; type: string; says: string }[] {
  const list = schema.type === 'array' && schema.items ? schema.items : schema
  const at = schema.type === 'array' ? `${prefix}[]` : prefix
  return Object.entries(list.properties ?? {}).flatMap(([name, field]) => {
    const full = at === '' ? name : `${at}.${name}`
    return [{ name: full, type: sayType(field), says: field.description ?? '' }, ...listFields(field, full)]
  })
}

function sayType(schema: JsonSchema): string {
  if (schema.enum) return `one of ${schema.enum.join(', ')}`
  if (schema.anyOf) return schema.anyOf.map(sayType).join(' or ')
  const range = schema.minimum !== undefined && schema.maximum !== undefined && Math.abs(schema.maximum) < 2 ** 31 ? `, ${schema.minimum} to ${schema.maximum}` : ''
  return `${schema.type === 'array' ? `list of ${sayType(schema.items ?? {})}` : schema.format ?? [schema.type ?? 'any'].flat().join(' or ')}${range}`
}

function idOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const styles = `body{font:1rem/1.5 system-ui,sans-serif;margin:0;color:#15212c;background:#fff}main{max-width:72rem;margin:0 auto;padding:2rem 1rem 4rem}
h2{border-top:2px solid #15212c;padding-top:.5rem;margin-top:3rem}table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.5rem 0 1rem}caption{text-align:left;font-weight:650}
th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #dde2e5}code{font-size:.95em;overflow-wrap:anywhere}a{color:#12436d}summary{cursor:pointer;padding:.25rem 0}
:focus-visible{outline:3px solid #15212c;box-shadow:0 0 0 6px #ffdd3c}`
