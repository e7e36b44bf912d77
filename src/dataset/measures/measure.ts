import type { Basis } from '../basis.ts'
import type { Dimension } from '../cube.ts'
import type { NeedBase } from './need-base.ts'
import type { ShareOf } from './share-of.ts'

/** A measure of the dataset, declared once: what it is, how it is worked out, what it rests on and what it cannot tell. */
export interface Measure {
  /** Word on the command line. */
  readonly id: string
  readonly name: string
  readonly definition: string
  readonly formula: string
  /** What is counted or added up. */
  readonly numerator: string
  /** What it is divided by; null for an amount. */
  readonly denominator: string | null
  readonly unit: string
  /** Decimals in sentences and tables; answers are never rounded. */
  readonly decimals: number
  /** Records or publications the figures come from. */
  readonly source: string
  /** What the figure does not tell, in sentences. */
  readonly limits: readonly string[]
  readonly needs: readonly string[]
  readonly dimensions: readonly Dimension[]
  readonly aggregates: string
  /** direct: from one table. The others combine direct answers; store/cube-*.ts says how. */
  readonly kind:
    | 'direct' | 'leaver-rate' | 'joiner-rate' | 'stability' | 'turnover' | 'leavers' | 'joiners' | 'moves' | 'vacancy' | 'temporary-share'
    | 'share' | 'participation' | 'skill-mix' | 'per-need' | 'per-register' | 'pay-bill' | 'agreed-run'
  /** Bases tried in this order; the first that has the date, dimensions and area asked answers alone. */
  readonly bases: readonly Basis[]
  /** Of `share`: whose answer is known, and who is counted among them. */
  readonly share?: ShareOf
  /** Of `per-need`: what staff are set against. */
  readonly per?: NeedBase
}
