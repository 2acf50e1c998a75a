/** What we use of ncc, which comes without types. */
declare module '@vercel/ncc' {
  interface Options {
    readonly cache: false;
    readonly minify: boolean;
    readonly quiet: boolean;
    /** Such as `es2023`. */
    readonly target: string;
    /** The name of the file that the licenses of all bundled packages go into. */
    readonly license: string;
    /** Packages that are left out; an import of one stays as it is. */
    readonly externals: readonly string[];
  }

  interface Bundle {
    readonly code: string;
    /** The other files of the bundle, by their path beside it. */
    readonly assets: Readonly<Record<string, { readonly source: string | Uint8Array }>>;
  }

  export default function ncc(entry: string, options: Options): Promise<Bundle>;
}
