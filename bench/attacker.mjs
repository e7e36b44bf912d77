// Attack made-up tables by linear programming, before and after Cadre hides what it must; the table of docs/trust.md.
//   node bench/attacker.mjs
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pinnedNode, root } from '../scripts/pinned-node.mjs'

const { status } = spawnSync(pinnedNode(), [join(root, 'bench', 'attacker.ts')], { cwd: root, stdio: 'inherit' })
process.exitCode = status ?? 1
