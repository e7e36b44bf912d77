import { dimensionWords } from './describe.ts'
import { measures } from './measures.ts'
import type { Measure } from './measures.ts'

/** Write the catalogue of measures: what each is, how it is worked out and what it rests on. Shape: one Markdown document. */
export function writeMeasuresPage(): string {
  return `${['# Measures', 'Written from `src/dataset/measures.ts`; do not edit by hand. Ask with `cadre query --measure ID`.', ...measures.map(writeMeasure)].join('\n\n')}\n`
}

function writeMeasure(measure: Measure): string {
  const basis = measure.kind === 'direct' ? [`Rests, in this order, on: ${[...new Set(measure.bases.map((one) => one.says))].join('; ')}.`] : []
  const lines = [`- **Formula**: ${measure.formula}`, `- **Unit**: ${measure.unit}`, `- **Needs**: ${measure.needs.join(', and ')}`, `- **Dimensions**: ${measure.dimensions.map((dimension) => dimensionWords[dimension]).join(', ')}`, `- **Adding up**: ${measure.aggregates}`]
  const notes = measure.kind === 'direct' ? [...new Set(measure.bases.flatMap((one) => one.notes))] : []
  return [`## ${measure.name} (\`${measure.id}\`)`, measure.definition, lines.join('\n'), ...basis, ...notes].join('\n\n')
}
