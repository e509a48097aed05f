// Package frontend carries the built web pages inside the binary. It knows nothing of what
// is on them: the server reads dist/.vite/manifest.json to find the files of a page.
package frontend

import "embed"

// Dist is what `npm run build` made, each asset beside its .gz and .br. In a fresh clone it
// holds no page, and the server says so.
//
//go:embed all:dist
var Dist embed.FS
