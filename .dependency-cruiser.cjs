// The walls are data: config/walls.json says who may import whom. This file only turns the table into rules.
const walls = require('./config/walls.json')

const forbidden = Object.entries(walls.rooms).map(([room, { mayImport, because }]) => ({
  name: `walls-of-${room}`,
  comment: `${because} It may import: ${[room, ...mayImport].join(', ')}. Move the code to the room it belongs to, or pass the value in from above; see ARCHITECTURE.md.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...mayImport].join('|')})/` },
}))

const pure = Object.entries(walls.rooms).filter(([, { pure: isPure }]) => isPure).map(([room]) => room)

module.exports = {
  forbidden: [
    ...forbidden,
    { name: 'pure-rooms-have-no-node', comment: 'The model runs in the server, in a worker and in the browser: files, clocks and network are handed in from the edge.', severity: 'error',
      from: { path: `^src/(${pure.join('|')})/`, pathNot: '\\.test\\.tsx?$' }, to: { dependencyTypes: ['core'] } },
    { name: 'no-circles', comment: 'Two files that import each other are one file, or need a third.', severity: 'error', from: {}, to: { circular: true } },
    { name: 'src-never-imports-tests', comment: 'The product does not know its tests.', severity: 'error', from: { path: '^src/', pathNot: '\\.test\\.tsx?$' }, to: { path: '^(tests|bench|examples|scripts)/' } },
    { name: 'no-orphans-in-dev', comment: 'The product may not import a development dependency.', severity: 'error', from: { path: '^src/', pathNot: '\\.test\\.tsx?$' }, to: { dependencyTypes: ['npm-dev'], pathNot: '@types/' } },
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' }, enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] } },
}
