import type { Command } from 'commander'
import { backtestCommand } from './backtest.ts'
import { benchCommand } from './bench.ts'
import { codesCommand } from './codes.ts'
import type { Shop } from './command.ts'
import { coverageCommand } from './coverage.ts'
import { demoCommand } from './demo.ts'
import { establishmentCommand } from './establishment.ts'
import { flowsCommand } from './flows.ts'
import { historyCommand } from './history.ts'
import { hostsCommand } from './hosts.ts'
import { importCommand } from './import.ts'
import { mappingCommand } from './mapping.ts'
import { measuresCommand } from './measures.ts'
import { modelCommand } from './model.ts'
import { projectCommand } from './project.ts'
import { qualityCommand } from './quality.ts'
import { queryCommand } from './query.ts'
import { runCommand } from './run.ts'
import { serveCommand } from './serve.ts'
import { snapshotCommand, snapshotsCommand } from './snapshots.ts'
import { sourcesCommand } from './sources.ts'
import { templateCommand } from './template.ts'
import { wisnCommand } from './wisn.ts'

/** Every command, in the order of the help page. */
export const commands: readonly ((shop: Shop) => Command)[] = [
  serveCommand, demoCommand, sourcesCommand, templateCommand, mappingCommand, codesCommand, importCommand, snapshotsCommand, snapshotCommand, historyCommand, qualityCommand, coverageCommand,
  measuresCommand, queryCommand, hostsCommand, establishmentCommand, flowsCommand, projectCommand, backtestCommand, modelCommand, wisnCommand, runCommand, benchCommand,
]
