import type { EstablishmentBridgeRequest, EstablishmentRequest } from '../../contract/establishment.ts'
import type { ProgrammeFile } from '../../contract/programme.ts'
import type { ProjectionAnswer, ProjectionRequest } from '../../contract/projection.ts'
import type { RatesRequest } from '../../contract/rates.ts'
import type { CubeRequest } from '../../dataset/cube.ts'
import type { FlowsQuestion } from '../../dataset/flows.ts'

/** An area as `level:code`, and the date of the map it is asked on; null: none. */
export interface ReadArea { readonly area: string; readonly map: string | null }

/** Work that would keep everybody else waiting, with what it is asked: another thread can be handed it. */
export type Reading =
  | { readonly work: 'query'; readonly asked: CubeRequest }
  | { readonly work: 'flows'; readonly asked: FlowsQuestion }
  | { readonly work: 'calibrated' | 'key figures' | 'overview' | 'overview changes' | 'coverage'; readonly asked: ReadArea }
  | { readonly work: 'projection'; readonly asked: ProjectionRequest & { readonly area: string } }
  | { readonly work: 'rates'; readonly asked: RatesRequest & { readonly area: string } }
  | { readonly work: 'programme'; readonly asked: { readonly area: string; readonly id: string; readonly file: ProgrammeFile } }
  | { readonly work: 'overview map'; readonly asked: ReadArea & { readonly measure: string | null } }
  | { readonly work: 'level measures'; readonly asked: ReadArea & { readonly level: string | null } }
  | { readonly work: 'gap matrix'; readonly asked: ReadArea & { readonly months: number; readonly most: number } }
  | { readonly work: 'quality'; readonly asked: ReadArea & { readonly years: number } }
  | { readonly work: 'quality scores'; readonly asked: { readonly map: string | null } }
  | { readonly work: 'establishment'; readonly asked: EstablishmentRequest }
  | { readonly work: 'establishment bridge'; readonly asked: EstablishmentBridgeRequest }

/** Work that is handed to threads of its own where it stands (projection/model-threads.ts). */
export type ReadingHere =
  | { readonly work: 'overview future'; readonly asked: ReadArea }
  | { readonly work: 'sensitivity'; readonly asked: { readonly repeat: string; readonly manifest: ProjectionAnswer['manifest'] } }
  | { readonly work: 'programme gaps'; readonly asked: { readonly area: string; readonly id: string; readonly file: ProgrammeFile; readonly years: number } }
