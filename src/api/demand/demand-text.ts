import { parse as parseYaml } from 'yaml'
import { DemandFile } from '../../contract/demand.ts'
import type { ProjectionRequest } from '../../contract/projection.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'

export type AskedDemand = Pick<ProjectionRequest, 'demandMethod' | 'condition' | 'staffPer' | 'demand' | 'demandGrowth'>

/** Read the methods of demand that a request states, in a file or in short, as one demand file; null where it states none. Errors: refuses `demand-methods-collide` and `demand-not-readable`. */
export function readDemand(asked: AskedDemand, profession: string): DemandFile | Refusal | null {
  const { demandMethod, condition, staffPer, demand } = asked
  if (demand !== undefined && demandMethod !== undefined) return collide('a demand file and a method in short', 'One of them', 'Leave one out; a demand file can state every method')
  if (demandMethod !== 'prevalence' && condition !== undefined) return collide('a disease register, and a method that does not use it', 'The method prevalence with it', 'Ask for the method prevalence, or leave the register out')
  if (demandMethod !== 'prevalence' && demandMethod !== 'ratio' && staffPer !== undefined) return collide('a standard of staff per 1,000 people, and a method that does not use it', 'The method ratio or prevalence with it', 'Ask for one of them, or leave the standard out')
  if (demand !== undefined) return parse(demand)
  return demandMethod === undefined ? null : shortFile({ ...asked, demandMethod }, profession)
}

/** Read a parsed demand file. Errors: refuses `demand-not-readable` with every place that does not fit. */
export function readDemandFile(value: unknown): DemandFile | Refusal {
  const read = DemandFile.safeParse(value)
  if (read.success) return read.data
  return notReadable(read.error.issues.slice(0, 10).map(({ path, message }) => `${path.length === 0 ? 'the file' : path.join('.')}: ${message}`).join('; '))
}

/** Read the text of a demand file, JSON or YAML, as the command line reads it. Errors: refuses `demand-text-not-readable`, and as `readDemandFile`. */
export function readDemandText(text: string): DemandFile | Refusal {
  let value: unknown
  try {
    value = parseYaml(text)
  } catch (error) {
    return refuse('demand-text-not-readable', 'input', { doing: 'Reading a demand file', found: `text that is neither JSON nor YAML (${error instanceof Error ? error.message.split('\n')[0] : ''})`, need: 'A demand file in JSON or YAML', next: 'Correct the line named; examples/demand.yaml is a file that works' })
  }
  return readDemandFile(value)
}

function parse(text: string): DemandFile | Refusal {
  try {
    return readDemandFile(JSON.parse(text))
  } catch {
    return notReadable('text that is not JSON')
  }
}

/** What a method in short stands for, written as a file. */
function shortFile({ demandMethod, condition, staffPer, demandGrowth }: AskedDemand & { readonly demandMethod: NonNullable<AskedDemand['demandMethod']> }, profession: string): DemandFile | Refusal {
  const standard = staffPer === undefined ? {} : { standard: { fte: staffPer, per: 1000 } }
  const source = 'stated with the request'
  if (demandMethod === 'posts') return readDemandFile({ version: 1, requirements: [{ profession, needs: [{ method: 'posts', source, ...(demandGrowth === undefined ? {} : { growth: demandGrowth }) }] }] })
  const base = demandMethod === 'ratio' ? { of: 'population' } : { of: 'prevalence', indicators: [condition ?? ''], ...(demandGrowth === undefined ? {} : { growth: demandGrowth }) }
  if (demandMethod === 'prevalence' && (condition ?? '') === '') return collide('the method prevalence, and no disease register', 'A register, such as Coronary heart disease', 'Name one with condition; /api/demand-methods lists those held')
  return readDemandFile({ version: 1, requirements: [{ profession, needs: [{ method: 'ratio', source, base, ...standard }] }] })
}

function collide(found: string, need: string, next: string): Refusal {
  return refuse('demand-methods-collide', 'usage', { doing: 'Reading how need is to be reckoned', found, need, next })
}

function notReadable(found: string): Refusal {
  return refuse('demand-not-readable', 'input', {
    doing: 'Reading a demand file', found, need: 'version: 1 and requirements, each with a profession and needs; a need has a method (activity, ratio, wisn, posts, roster), its parameters and a source',
    next: 'Correct what is named; examples/demand.yaml is a file that works',
  })
}
