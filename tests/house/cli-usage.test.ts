import { describe, expect, test } from 'vitest'
import { runCadre, runInside } from './run-cadre.ts'

const commands = ['serve', 'demo', 'sources', 'template', 'mapping propose', 'import', 'snapshots', 'snapshot withdraw', 'quality', 'measures', 'query', 'project', 'backtest', 'model run', 'run verify']

describe('the command line, before any data', () => {
  test('help names every command and ends with 0', async () => {
    const { code, out } = await runCadre(['--help'])
    expect(code).toBe(0)
    for (const command of commands) expect(out).toContain(`  ${command.split(' ')[0]} `)
  })

  test.each(commands)('%s says how it is used, with an example and the options every command has', async (command) => {
    const { code, out } = await runInside([...command.split(' '), '--help'])
    expect(code).toBe(0)
    expect(out).toContain('Example:')
    expect(out).toContain(`cadre ${command}`)
    expect(out).toContain('--json')
    expect(out).toContain('--data <dir>')
  })

  test.each([
    { case: 'an unknown command', args: ['predict'] },
    { case: 'no command', args: [] },
    { case: 'an unknown option', args: ['measures', '--fast'] },
    { case: 'a measure left out', args: ['query'] },
    { case: 'a day that does not exist', args: ['query', '--measure', 'fte', '--at', '2025-02-30'] },
    { case: 'a number of draws out of range', args: ['project', '--draws', '5'] },
    { case: 'a seed that is not a number', args: ['project', '--seed', 'lucky'] },
    { case: 'a productivity that is not a share', args: ['project', '--productivity', 'high'] },
    { case: 'a host that other machines reach', args: ['serve', '--host', '0.0.0.0'] },
  ])('$case is wrong usage: exit 2, a message, nothing on standard output', async ({ args }) => {
    const { code, out, err } = await runInside(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.length).toBeGreaterThan(10)
  })

  test('wrong usage with --json is still one JSON value', async () => {
    const { code, out } = await runInside(['measures', '--fast', '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(out)).toEqual({ refused: { code: 'wrong-usage', message: "unknown option '--fast'" } })
  })
})
