/** A shape as JSON Schema. */
type Shape = Readonly<Record<string, unknown>>
interface Document { readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }; readonly paths?: unknown }

/**
 * Put every shape that an OpenAPI document holds more than once under its name, and refer to it wherever it stood.
 * What a place says of a shape stays with the place. A shape is called by its title, else by where it stands first.
 */
export function shareShapes<Whole extends Document>(document: Whole): Whole {
  const shared = sharedIn(document)
  const called = new Map<string, string>()
  const schemas: Record<string, unknown> = {}
  const nameOf = (text: string, here: string): string => {
    const known = called.get(text)
    if (known !== undefined) return known
    const name = freeName(here, new Set(called.values()))
    called.set(text, name)
    return name
  }
  const put = (shape: Shape, place: string): Shape => {
    const text = textOf(shape)
    const here = typeof shape['title'] === 'string' ? shape['title'] : place
    if (!shared.has(text)) return mapShapes(untitled(shape), (inner, key) => put(inner, within(here, key)))
    const isNew = !called.has(text)
    const name = nameOf(text, here)
    // Its place is taken before its parts are looked at: names come in the order in which a reader meets them.
    if (isNew) {
      schemas[name] = null
      schemas[name] = mapShapes(undescribed(untitled(shape)), (inner, key) => put(inner, within(name, key)))
    }
    return { $ref: `#/components/schemas/${name}`, ...(shape['description'] === undefined ? {} : { description: shape['description'] }) }
  }
  const paths = mapRoots(document.paths, put)
  return { ...document, components: { ...document.components, schemas: { ...document.components?.schemas, ...schemas } }, paths }
}

/** Say a shape in a text: two places have the same shape where the texts are the same, whatever each says of it. */
function textOf(shape: Shape): string {
  return JSON.stringify(undescribed(shape), (key, value: unknown) => (key === 'title' && typeof value === 'string' ? undefined : value))
}

function undescribed({ description: _said, ...shape }: Shape): Shape {
  return shape
}

function untitled({ title: _title, ...shape }: Shape): Shape {
  return shape
}

/** Texts of the shapes that stand in two places or more, not counting places inside a shape that is itself shared. */
function sharedIn(document: Document): ReadonlySet<string> {
  const count = new Map<string, number>()
  const countAll = (shape: Shape): Shape => {
    const text = textOf(shape)
    if (isWorthIt(shape, text)) count.set(text, (count.get(text) ?? 0) + 1)
    return mapShapes(shape, countAll)
  }
  mapRoots(document.paths, countAll)
  const many = new Set([...count].flatMap(([text, times]) => (times > 1 ? [text] : [])))
  const places = new Map<string, number>()
  const countPlaces = (shape: Shape): Shape => {
    const text = textOf(shape)
    if (!many.has(text)) return mapShapes(shape, countPlaces)
    const before = places.get(text) ?? 0
    places.set(text, before + 1)
    return before > 0 ? shape : mapShapes(shape, countPlaces)
  }
  mapRoots(document.paths, countPlaces)
  return new Set([...places].flatMap(([text, times]) => (times > 1 ? [text] : [])))
}

/** Small ones are read more easily where they stand. Units: characters. */
const smallest = 120

function isWorthIt(shape: Shape, text: string): boolean {
  return shape['properties'] !== undefined && text.length >= smallest
}

type Change = (shape: Shape, key: string) => Shape
const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Change the shapes that stand in a shape; of a property the key is its name. */
function mapShapes(shape: Shape, change: Change): Shape {
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => {
    if (key === 'properties' && isShape(value)) return [key, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, isShape(inner) ? change(inner, name) : inner]))]
    if (['items', 'additionalProperties', 'not', 'propertyNames'].includes(key) && isShape(value)) return [key, change(value, '')]
    if (['anyOf', 'oneOf', 'allOf', 'prefixItems'].includes(key) && Array.isArray(value)) return [key, value.map((inner: unknown) => (isShape(inner) ? change(inner, '') : inner))]
    return [key, value]
  }))
}

/** Change the shapes of what is sent and answered, wherever a document has a `schema`; each is called by its address. */
function mapRoots(value: unknown, change: Change, here = ''): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown) => mapRoots(inner, change, here))
  if (!isShape(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'schema' && isShape(inner) ? change(inner, here) : mapRoots(inner, change, key.startsWith('/') ? pascal(key.replace(/^\/api/, '')) : here)]))
}

function within(name: string, key: string): string {
  return `${name}${pascal(key)}`
}

function pascal(text: string): string {
  return text.replaceAll(/\{\w+\}/g, '').split(/[^A-Za-z0-9]+/).filter((word) => word !== '').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('')
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let more = 2; taken.has(free); more++) free = `${name}${more}`
  return free
}
