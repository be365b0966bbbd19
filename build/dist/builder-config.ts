import { FUSES } from '../fuses.ts';

/** What electron-builder is given, and where its outputs go. */
export interface PackingPlaces {
  /** What becomes the archive that Electron loads. */
  readonly app: string;
  readonly licence: string;
  /** What keeps electron-builder from looking for packages. */
  readonly noModules: string;
  /** What the installer for Windows does besides. */
  readonly windowsScript: string;
  readonly output: string;
}

/** The Electron that is packed: a folder at hand; null where electron-builder is to fetch the ordinary one. */
export interface PackedElectron {
  readonly version: string;
  readonly folder: string | null;
}

/** Set by electron-builder from this name and state; a fuse that is as Electron brings it is left alone. */
const FUSE_KEYS = FUSES.filter(([fuse]) => fuse !== 'WasmTrapHandlers').map(
  ([fuse, state]) => [`${fuse.charAt(0).toLowerCase()}${fuse.slice(1)}`, state === 'on'] as const,
);

/**
 * The configuration of electron-builder.
 *
 * Why the terminal is not among its files: Node cannot read an archive, and electron-builder would choose the packages by
 * itself. It is laid beside the archive afterwards. Nothing is published, signed or compiled here.
 */
export function builderConfig(places: PackingPlaces, electron: PackedElectron): object {
  return {
    appId: 'example.paycode-till',
    productName: 'Paycode Till',
    electronVersion: electron.version,
    ...(electron.folder === null ? {} : { electronDist: electron.folder }),
    directories: { app: places.app, output: places.output, buildResources: places.app },
    files: ['**/*'],
    asar: { smartUnpack: false },
    beforeBuild: places.noModules,
    publish: null,
    electronFuses: Object.fromEntries(FUSE_KEYS),
    artifactName: 'paycode-till-${version}-${os}-${arch}.${ext}',
    linux: {
      executableName: 'paycode-till',
      category: 'Office',
      target: ['dir'],
      maintainer: 'Paycode Till',
    },
    appImage: { license: places.licence },
    win: { executableName: 'paycode-till', target: ['nsis'] },
    // One installer for the whole machine: files that only an administrator may change.
    nsis: {
      oneClick: false,
      perMachine: true,
      include: places.windowsScript,
      allowToChangeInstallationDirectory: false,
      deleteAppDataOnUninstall: false,
    },
  };
}
