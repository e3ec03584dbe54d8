declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  // The shape that the build gives a module of styles.
  // biome-ignore lint/style/noDefaultExport: there is no other export
  export default classes;
}

declare module '*.css';
