const style = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:3rem auto;padding:0 1rem}
a{color:LinkText}
pre,code{font:14px/1.5 ui-monospace,monospace}
pre{background:color-mix(in srgb,CanvasText 6%,Canvas);padding:1rem;border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
.wide{overflow-x:auto}
table{border-collapse:collapse}
td,th{border-bottom:1px solid color-mix(in srgb,CanvasText 18%,Canvas);padding:.4rem 1.5rem .4rem 0;text-align:left;vertical-align:top}
td:first-child{min-width:9rem;max-width:26rem;overflow-wrap:break-word}`;

/** A whole page around a body that is HTML already; it loads nothing from anywhere. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>
`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
