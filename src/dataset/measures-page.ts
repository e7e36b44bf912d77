import { dimensionWords } from './describe.ts'
import { groupMeasures } from './measure-groups.ts'
import { measures } from './measures.ts'
import type { Measure } from './measures.ts'

/** Write the catalogue of measures: a definition sheet for each, by group. Shape: one Markdown document. */
export function writeMeasuresPage(): string {
  const groups = groupMeasures(measures).flatMap(({ name, measures: own }) => [`## ${name}`, ...own.map(writeMeasure)])
  return `${['# Measures', 'Written from `src/dataset/measures/`; do not edit by hand. Ask with `cadre query --measure ID`. What is needed and not loaded is answered “not available”, with why.', ...groups].join('\n\n')}\n`
}

function writeMeasure(measure: Measure): string {
  const basis = measure.kind === 'direct' ? [`Rests, in this order, on: ${[...new Set(measure.bases.map((one) => one.says))].join('; ')}.`] : []
  const lines = [
    `- **Formula**: ${measure.formula}`, `- **Numerator**: ${measure.numerator}`, `- **Denominator**: ${measure.denominator ?? 'none, it is an amount'}`, `- **Unit**: ${measure.unit}`, `- **Source**: ${measure.source}`,
    `- **Limits**: ${measure.limits.join(' ')}`, `- **Needs**: ${measure.needs.join(', and ')}`, `- **Split by**: ${measure.dimensions.map((dimension) => dimensionWords[dimension]).join(', ')}`, `- **Adding up**: ${measure.aggregates}`,
  ]
  const notes = measure.kind === 'direct' ? [...new Set(measure.bases.flatMap((one) => one.notes))] : []
  return [`### ${measure.name} (\`${measure.id}\`)`, measure.definition, lines.join('\n'), ...basis, ...notes].join('\n\n')
}
