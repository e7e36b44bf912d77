/** Grades of doctors that follow each other, lowest first: in training, and outside it. Source: NHS Employers, pay and conditions circulars for medical and dental staff. */
const ladders = [
  ['Foundation year 1', 'Foundation year 2', 'Core trainee', 'Specialty registrar', 'Consultant'],
  ['Staff grade', 'Specialty doctor', 'Associate specialist', 'Specialist', 'Consultant'],
] as const

/** Say whether a change of pay band goes up (1) or down (−1); 0 between bands that are not on one ladder. */
export function bandStep(from: string, to: string): -1 | 0 | 1 {
  const [low, high] = [agendaForChange(from), agendaForChange(to)]
  if (low !== null && high !== null) return sign(high - low)
  const ladder = ladders.find((grades) => placeOf(grades, from) >= 0 && placeOf(grades, to) >= 0)
  return ladder ? sign(placeOf(ladder, to) - placeOf(ladder, from)) : 0
}

/** Band 8a comes before band 8b, and both before band 9. */
function agendaForChange(band: string): number | null {
  const [, number = '', letter = ''] = /^Band (\d)([a-d])?$/.exec(band) ?? []
  return number === '' ? null : Number(number) + (letter === '' ? 0 : (letter.charCodeAt(0) - 96) / 10)
}

function placeOf(grades: readonly string[], grade: string): number {
  return grades.indexOf(grade)
}

function sign(step: number): -1 | 0 | 1 {
  return step === 0 ? 0 : step > 0 ? 1 : -1
}
