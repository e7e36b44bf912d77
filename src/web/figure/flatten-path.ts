/** Where a stretched drawing stands: how much wider and taller than its own units, and its corner. */
export interface Stretch {
  readonly across: number
  readonly down: number
  readonly x: number
  readonly y: number
}

/**
 * Write a path of straight lines in the coordinates of the page it stands on, so that it needs no stretching.
 *
 * Errors: throws on a command that draws curves: no drawing of ours has one (a bug).
 */
export function flattenPath(path: string, { across, down, x, y }: Stretch): string {
  return [...path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)].map(([, command = '', rest = '']) => {
    const numbers = [...rest.matchAll(/-?\d*\.?\d+(?:e-?\d+)?/g)].map(([one]) => Number(one))
    switch (command) {
      case 'M':
      case 'L': return `${command}${numbers.map((value, at) => (at % 2 === 0 ? placed(value, across, x) : placed(value, down, y))).join(' ')}`
      case 'H': return `H${numbers.map((value) => placed(value, across, x)).join(' ')}`
      case 'V': return `V${numbers.map((value) => placed(value, down, y)).join(' ')}`
      case 'h': return `h${numbers.map((value) => (value * across).toFixed(1)).join(' ')}`
      case 'v': return `v${numbers.map((value) => (value * down).toFixed(1)).join(' ')}`
      case 'Z':
      case 'z': return 'Z'
      default: throw new Error(`a path with the command ${command} cannot be laid out anew`)
    }
  }).join('')
}

function placed(value: number, scale: number, corner: number): string {
  return (value * scale + corner).toFixed(1)
}
