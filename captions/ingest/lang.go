package ingest

import "strings"

// maxTag bounds a language tag, in bytes. Source: RFC 5646, 4.4.1.
const maxTag = 35

// Lang writes a language tag as BCP 47 does: zh-Hant-TW. It mends what captioners' programs
// are known to send: en_US, and the country for the language in jp-JP and cn. What cannot be
// a tag becomes empty.
func Lang(tag string) string {
	if len(tag) > maxTag {
		return ""
	}
	parts := strings.Split(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")), "-")
	for i, part := range parts {
		if part == "" || len(part) > 8 || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return ""
		}
		switch {
		case i == 0 && part == "jp":
			parts[i] = "ja"
		case i == 0 && part == "cn":
			parts[i] = "zh"
		case i > 0 && len(part) == 2 && len(parts[i-1]) > 1:
			parts[i] = strings.ToUpper(part)
		case i > 0 && len(part) == 4 && len(parts[i-1]) > 1:
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "-")
}

// base is the language of a tag without region or script.
func base(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return lang
}
