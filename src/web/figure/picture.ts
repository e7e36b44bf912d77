import { flattenPath } from './flatten-path.ts'
import { fillOf, hatchPattern, textLines } from './picture-parts.ts'

/** A figure as a drawing of its own, with what it shows in words. */
export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
}

const margin = 24
/** Pixels of a canvas that every browser draws, along one side. */
const largestSide = 8192

/**
 * Copy a figure from the page as one SVG: its title, plot and source line where they stand, the sentence and the address below.
 * Lines are laid out in plain coordinates, so that any program draws them as the page does.
 *
 * Units: CSS pixels.
 */
export function pictureOf(figure: HTMLElement, sentence: string, address: string): Picture {
  figure.classList.add('cdr-picturing')
  try {
    const box = figure.getBoundingClientRect()
    const parts = [...figure.children].flatMap((child) => drawElement(child, { x: box.left - margin, y: box.top - margin }))
    const ends = [...figure.querySelectorAll(':not(.cdr-foot)')].filter(isShown).map((part) => part.getBoundingClientRect())
    const width = Math.ceil(Math.max(box.width, ...ends.map(({ right }) => right - box.left)) + 2 * margin)
    const below = Math.max(...ends.map(({ bottom }) => bottom - box.top)) + margin
    const words = textLines([sentence, `Cadre: ${address}`], width - 2 * margin)
    const height = Math.ceil(below + 16 + words.length * 18 + margin)
    const said = words.map((line, at) => `<text x="${margin}" y="${(below + 24 + at * 18).toFixed(1)}" font-size="13" font-family="${family(figure)}" fill="#45525e">${escapeText(line)}</text>`)
    const rule = `<path d="M${margin} ${margin}H${width - margin}" stroke="#15212c" stroke-width="2"/>`
    const title = figure.querySelector('h2')?.textContent ?? ''
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${escapeText(title)}</title><desc>${escapeText(sentence)}</desc>${hatchPattern}<rect width="${width}" height="${height}" fill="#fff"/>${[rule, ...parts, ...said].join('')}</svg>`
    return { svg, width, height }
  } finally {
    figure.classList.remove('cdr-picturing')
  }
}

/** Turn a picture into the bytes of a PNG, at twice its size so that it prints well; a very tall one as large as a browser draws. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const scale = Math.min(2, largestSide / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(width * scale)
  canvas.height = Math.floor(height * scale)
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob === null ? failed(new Error('the browser could not write the picture')) : done(blob)), 'image/png')
  })
}

interface Corner { readonly x: number; readonly y: number }

/** What is pressed or hidden on the page has no place in its picture; the head of a column has, though it can be pressed to sort. */
function isShown(element: Element): boolean {
  if (element.closest('.cdr-actions, .cdr-panel, .nhsuk-u-visually-hidden, button:not(th button), select, input, .cdr-drawnas') !== null) return false
  const style = getComputedStyle(element)
  return style.display !== 'none' && style.visibility !== 'hidden'
}

function drawElement(element: Element, corner: Corner): string[] {
  if (!isShown(element)) return []
  if (element instanceof SVGSVGElement) return [drawSvg(element, corner)]
  const own = element instanceof HTMLElement ? drawBox(element, corner) : []
  const inside = [...element.childNodes].flatMap((node) => (node instanceof Element ? drawElement(node, corner) : node instanceof Text ? drawText(node, corner) : []))
  return [...own, ...inside]
}

/** Background and border of a box, turned when it is. */
function drawBox(element: HTMLElement, corner: Corner): string[] {
  const style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  const turn = /matrix\(0\.70/.test(style.transform)
  const size = turn ? { width: element.offsetWidth, height: element.offsetHeight } : box
  const [x, y] = [box.left + box.width / 2 - size.width / 2 - corner.x, box.top + box.height / 2 - size.height / 2 - corner.y]
  const turned = turn ? ` transform="rotate(45 ${(x + size.width / 2).toFixed(1)} ${(y + size.height / 2).toFixed(1)})"` : ''
  const sides = (['Top', 'Right', 'Bottom', 'Left'] as const).map((side) => ({ side, width: Number.parseFloat(style[`border${side}Width`]), colour: style[`border${side}Color`], style: style[`border${side}Style`] }))
  const fill = fillOf(style)
  const [first] = sides
  const isFrame = first!.width > 0 && sides.every(({ width, colour }) => width === first!.width && colour === first!.colour)
  const inset = isFrame ? first!.width / 2 : 0
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, 9999)
  const round = style.borderTopLeftRadius.includes('%') ? size.width / 2 : Math.min(radius, size.width / 2)
  const drawn: string[] = []
  if (fill !== null || isFrame)
    drawn.push(`<rect x="${(x + inset).toFixed(1)}" y="${(y + inset).toFixed(1)}" width="${Math.max(0, size.width - 2 * inset).toFixed(1)}" height="${Math.max(0, size.height - 2 * inset).toFixed(1)}"${round > 0 ? ` rx="${round.toFixed(1)}"` : ''} fill="${fill ?? 'none'}"${isFrame ? ` stroke="${first!.colour}" stroke-width="${first!.width}"` : ''}${turned}/>`)
  if (style.backgroundSize.endsWith(' 1px') && fill === null) drawn.push(`<path d="M${x.toFixed(1)} ${(y + size.height / 2).toFixed(1)}h${size.width.toFixed(1)}" stroke="#dde2e5" stroke-width="1"/>`)
  if (!isFrame) for (const side of sides) if (side.width > 0 && side.style !== 'none') drawn.push(drawSide(side, x, y, size.width, size.height))
  return drawn
}

function drawSide({ side, width, colour, style }: { side: 'Top' | 'Right' | 'Bottom' | 'Left'; width: number; colour: string; style: string }, x: number, y: number, across: number, down: number): string {
  const half = width / 2
  const path = side === 'Top' ? `M${x} ${y + half}h${across}` : side === 'Bottom' ? `M${x} ${y + down - half}h${across}` : side === 'Left' ? `M${x + half} ${y}v${down}` : `M${x + across - half} ${y}v${down}`
  return `<path d="${path}" stroke="${colour}" stroke-width="${width}"${style === 'dashed' ? ' stroke-dasharray="5 4"' : style === 'dotted' ? ' stroke-dasharray="2 3"' : ''}/>`
}

/** Words of a text, line by line as they stand on the page. */
function drawText(node: Text, corner: Corner): string[] {
  const parent = node.parentElement
  if (parent === null || node.data.trim() === '') return []
  const style = getComputedStyle(parent)
  const lines: { text: string; left: number; right: number; top: number; bottom: number }[] = []
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    const range = document.createRange()
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    const box = range.getBoundingClientRect()
    if (box.width === 0) continue
    const last = lines.at(-1)
    if (last !== undefined && Math.abs(last.top - box.top) < 2) Object.assign(last, { text: `${last.text} ${word}`, right: box.right })
    else lines.push({ text: word, left: box.left, right: box.right, top: box.top, bottom: box.bottom })
  }
  const size = Number.parseFloat(style.fontSize)
  return lines.map(({ text, left, right, top, bottom }) => {
    const base = top + (bottom - top) / 2 + size * 0.35
    return `<text x="${(left - corner.x).toFixed(1)}" y="${(base - corner.y).toFixed(1)}" textLength="${(right - left).toFixed(1)}" lengthAdjust="spacingAndGlyphs" font-size="${size}" font-weight="${style.fontWeight}" font-family="${family(parent)}" fill="${style.color}">${escapeText(text)}</text>`
  })
}

/** A drawing inside the figure: stretched ones are laid out anew, the others are set in as they are. */
function drawSvg(svg: SVGSVGElement, corner: Corner): string {
  const box = svg.getBoundingClientRect()
  const [x, y] = [box.left - corner.x, box.top - corner.y]
  const view = svg.viewBox.baseVal
  if (svg.getAttribute('preserveAspectRatio') === 'none' && view.width > 0) {
    const [across, down] = [box.width / view.width, box.height / view.height]
    return [...svg.querySelectorAll('path')].map((path) => `<path d="${flattenPath(path.getAttribute('d') ?? '', { across, down, x: x - view.x * across, y: y - view.y * down })}"${paintOf(path)}/>`).join('')
  }
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [from, to] = [[...svg.querySelectorAll('*')], [...copy.querySelectorAll('*')]]
  from.forEach((part, at) => to[at]!.setAttribute('style', styleOf(part)))
  for (const [name, value] of Object.entries({ x, y, width: box.width, height: box.height })) copy.setAttribute(name, value.toFixed(1))
  for (const name of ['class', 'style', 'role', 'aria-label', 'aria-hidden']) copy.removeAttribute(name)
  return new XMLSerializer().serializeToString(copy)
}

function paintOf(path: Element): string {
  const { fill, fillOpacity, stroke, strokeWidth, strokeDasharray, strokeLinecap, strokeLinejoin } = getComputedStyle(path)
  const dash = strokeDasharray === 'none' ? '' : ` stroke-dasharray="${strokeDasharray.replaceAll('px', '')}"`
  return ` fill="${fill}" fill-opacity="${fillOpacity}" stroke="${stroke}" stroke-width="${Number.parseFloat(strokeWidth)}" stroke-linecap="${strokeLinecap}" stroke-linejoin="${strokeLinejoin}"${dash}`
}

function styleOf(part: Element): string {
  const style = getComputedStyle(part)
  return ['fill', 'fill-opacity', 'opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'font-family', 'font-size', 'font-weight', 'text-anchor'].map((name) => `${name}:${style.getPropertyValue(name)}`).join(';').replaceAll('"', "'")
}

function family(element: Element): string {
  return getComputedStyle(element).fontFamily.replaceAll('"', "'")
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
