import loadHighs from 'highs'
import type { OpenProgramme, Programme, ProgrammeLayout } from '../../dataset/disclosure/programme.ts'

/** The package's types describe its CommonJS form, in which the loader is one level further down. */
const load = loadHighs as unknown as typeof loadHighs.default
type Model = ReturnType<Awaited<ReturnType<typeof load>>['createModel']>

/** Seconds after which one question to the solver counts as not finished. */
const patience = 20

/** Load HiGHS once and give the means to open linear programmes with it. One thread, always the same answers. */
export async function loadSolver(): Promise<OpenProgramme> {
  const highs = await load()
  const { minimize, maximize } = highs.constants.objectiveSense
  const { optimal, unbounded, infeasible } = highs.constants.modelStatus
  return (layout): Programme => {
    const model = highs.createModel()
    model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', time_limit: patience })
    model.passModel(modelOf(layout, highs.infinity))
    let aimed: readonly number[] = []
    return {
      aim(terms) {
        for (const unknown of aimed) model.changeColCost(unknown, 0)
        for (const [unknown, times] of terms) model.changeColCost(unknown, times)
        aimed = terms.map(([unknown]) => unknown)
      },
      best(towards) {
        model.changeObjectiveSense(towards === 'least' ? minimize : maximize)
        model.zeroAllClocks()
        model.run()
        const status = model.getModelStatus()
        if (status === unbounded) return towards === 'least' ? -Infinity : Infinity
        if (status === infeasible) return 'impossible'
        return status === optimal ? model.getObjectiveValue() : null
      },
      values: () => model.getSolution().colValue,
      bound: (unknown, least, most) => { model.changeColBounds(unknown, least, Math.min(most, highs.infinity)) },
      close: () => { model.dispose() },
    }
  }
}

function modelOf({ least, most, rows }: ProgrammeLayout, infinity: number): Parameters<Model['passModel']>[0] {
  const terms = rows.flatMap((row) => row.terms)
  const starts = new Int32Array(rows.length + 1)
  for (const [at, row] of rows.entries()) starts[at + 1] = starts[at]! + row.terms.length
  const equals = Float64Array.from(rows, (row) => row.equals)
  return {
    numCols: least.length, numRows: rows.length, colCost: new Float64Array(least.length), colLower: Float64Array.from(least), colUpper: Float64Array.from(most, (value) => Math.min(value, infinity)), rowLower: equals, rowUpper: equals,
    matrix: { format: 'csr', numRows: rows.length, numCols: least.length, starts, indices: Int32Array.from(terms, ([unknown]) => unknown), values: Float64Array.from(terms, ([, times]) => times) },
  }
}
