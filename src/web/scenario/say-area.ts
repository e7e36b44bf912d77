/** Say the area of a plan: its name, and its code second. */
export function sayArea({ area, areaName }: { readonly area: string; readonly areaName: string }): string {
  const code = area.slice(area.indexOf(':') + 1)
  return areaName === code ? code : `${areaName} (${code})`
}
