import { generate } from 'lean-qr'
import { toSvgPath } from 'lean-qr/extras/svg'

/** Blank squares that a camera needs around the code. Source: ISO/IEC 18004, section 6.3.8. */
const quiet = 4

/** A text as a code for a camera. Whoever does not see it needs the text as well: it stands beside it. */
export function QrCode({ text, says }: { text: string; says: string }) {
  const code = generate(text)
  const side = code.size + 2 * quiet
  return (
    <svg className="cdr-code" viewBox={`${-quiet} ${-quiet} ${side} ${side}`} role="img" aria-label={says} shapeRendering="crispEdges">
      <rect x={-quiet} y={-quiet} width={side} height={side} fill="#fff" />
      <path d={toSvgPath(code)} fill="#000" />
    </svg>
  )
}
