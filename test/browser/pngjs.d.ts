/** What the tests use of a package that brings no types. */
declare module 'pngjs' {
  export const PNG: {
    readonly sync: {
      /** Reads a picture: four bytes a pixel, red, green, blue and how solid it is. */
      readonly read: (file: Buffer) => {
        readonly width: number;
        readonly height: number;
        readonly data: Buffer;
      };
    };
  };
}
