/**
 * The fuses of a packaged kiosk: switches in Electron's own binary, which nothing can turn back at run time.
 *
 * Shape: each fuse of the wire of version 1, in its order, as it must be set when the app is packed, and why.
 * What they do not do: on Linux a changed archive starts in spite of EnableEmbeddedAsarIntegrityValidation, which only
 * macOS and Windows look at; there the rights of the files guard the till, which belong to root once it is installed.
 * Source: Electron documentation, "Electron Fuses" and "ASAR Integrity"; the order, @electron/fuses 2.1.0.
 */
export const FUSES = [
  [
    'RunAsNode',
    'off',
    'the binary must not be a Node for whoever can start it; the terminal has a Node of its own',
  ],
  ['EnableCookieEncryption', 'on', 'whatever Chromium keeps is not to be read from a stolen disk'],
  ['EnableNodeOptionsEnvironmentVariable', 'off', 'NODE_OPTIONS could load foreign code before the till'],
  ['EnableNodeCliInspectArguments', 'off', '--inspect could stop the till and read its memory'],
  [
    'EnableEmbeddedAsarIntegrityValidation',
    'on',
    'on macOS and Windows an archive that was changed does not start; Linux does not look',
  ],
  ['OnlyLoadAppFromAsar', 'on', 'a folder laid beside the archive is not taken for the app'],
  ['LoadBrowserProcessSpecificV8Snapshot', 'off', 'there is none'],
  [
    'GrantFileProtocolExtraPrivileges',
    'off',
    'the pages have a protocol of their own; file:// is never shown',
  ],
  ['WasmTrapHandlers', 'on', 'as Electron brings it; without it, WebAssembly is slower and no safer'],
] as const satisfies readonly (readonly [fuse: string, state: 'on' | 'off', why: string])[];
