package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"example.org/convener/meeting"
)

// Bounds of what is read from outside (SEC-20).
const (
	MaxFrame    = 32 << 10 // bytes of one ask
	MaxText     = 16 << 10 // bytes of one text in it
	maxDepth    = 16
	maxElements = 500
)

// malformed refuses what a client has sent.
func malformed(format string, args ...any) *meeting.Error {
	return &meeting.Error{Code: "malformed", Text: fmt.Sprintf(format, args...)}
}

// Strict decodes b into v. Unlike [json.Unmarshal] it refuses fields that v does not have,
// names that differ from a field's in case only, names that come twice, and anything after
// the value: what one program reads as harmless another must not read as a role (SEC-21).
// Its error is a refusal.
func Strict(b []byte, v any) error {
	if !utf8.Valid(b) {
		return malformed("This is not UTF-8.")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := check(d, reflect.TypeOf(v), 0); err != nil {
		return asRefusal(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return malformed("There is something after the JSON.")
	}
	return asRefusal(json.Unmarshal(b, v))
}

// asRefusal puts a decoder's error into words for the client.
func asRefusal(err error) error {
	var refused *meeting.Error
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &wrong):
		return malformed("%s does not take a %s.", orThis(wrong.Field), wrong.Value)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return malformed("The JSON ends too early.")
	default:
		return malformed("This is not the JSON that is expected: %s.", strings.TrimPrefix(err.Error(), "json: "))
	}
}

func orThis(field string) string {
	if field == "" {
		return "This"
	}
	return field
}

// check reads one value, which is to become a t; a nil t takes anything.
func check(d *json.Decoder, t reflect.Type, depth int) error {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	tok, err := d.Token()
	if err != nil {
		return err
	}
	if _, nests := tok.(json.Delim); nests && depth == maxDepth {
		return malformed("The JSON is nested too deep.")
	}
	switch tok {
	case json.Delim('{'):
		return checkObject(d, t, depth)
	case json.Delim('['):
		return checkArray(d, t, depth)
	}
	return nil
}

func checkObject(d *json.Decoder, t reflect.Type, depth int) error {
	known, rest := fields(t)
	seen := make(map[string]bool)
	for d.More() {
		tok, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := tok.(string) // the decoder lets nothing else be a name
		field, ok := known[name]
		switch {
		case seen[name]:
			return malformed("The field %q comes twice.", name)
		case !ok && known == nil:
			field = rest
		case !ok:
			return malformed("There is no field %q here.", name)
		}
		seen[name] = true
		if err := check(d, field, depth+1); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

func checkArray(d *json.Decoder, t reflect.Type, depth int) error {
	if t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Array) && t.Elem().Kind() != reflect.Uint8 {
		t = t.Elem()
	} else {
		t = nil
	}
	for n := 0; d.More(); n++ {
		if n == maxElements {
			return malformed("A list is too long.")
		}
		if err := check(d, t, depth+1); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// fields are the types of t's fields by their names in JSON. If t is not a struct, any
// name will do, and the values are of type rest; a nil rest is anything.
func fields(t reflect.Type) (known map[string]reflect.Type, rest reflect.Type) {
	switch {
	case t == nil:
		return nil, nil
	case t.Kind() == reflect.Map:
		return nil, t.Elem()
	case t.Kind() != reflect.Struct:
		return nil, nil
	}
	known = make(map[string]reflect.Type)
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = f.Name
		}
		if f.IsExported() && name != "-" && !f.Anonymous {
			known[name] = f.Type
		}
	}
	return known, nil
}
