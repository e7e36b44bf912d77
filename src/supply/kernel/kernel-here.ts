import { startFastKernel } from './fast.ts'
import { plainKernel } from './plain.ts'
import type { Kernel } from './profession.ts'

let started: Kernel | null = null

/** The fastest kernel this engine can run; which one it is never shows in the answer. */
export function kernelHere(): Kernel {
  started ??= startIfPossible() ?? plainKernel
  return started
}

/** Null where the engine, or the page's policy, has no WebAssembly with vectors. */
function startIfPossible(): Kernel | null {
  try {
    return startFastKernel()
  } catch {
    return null
  }
}
