import { archives } from './archives.ts'
import { dates } from './dates.ts'
import { documents } from './documents.ts'
import { encodings } from './encodings.ts'
import { headings } from './headings.ts'
import type { HostileFile } from './hostile-file.ts'
import { numbers } from './numbers.ts'
import { quoting } from './quoting.ts'
import { returns } from './returns.ts'
import { sizes } from './sizes.ts'
import { truncated } from './truncated.ts'
import { workbooks } from './workbooks.ts'

/** Every broken and hostile file, by kind. */
export const corpus: readonly HostileFile[] = [...encodings, ...quoting, ...headings, ...numbers, ...dates, ...returns, ...workbooks, ...archives, ...documents, ...truncated, ...sizes]
