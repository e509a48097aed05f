// Package openapi describes an interface over HTTP to programs that make clients, in
// OpenAPI 3.0, from the types that the server decodes and encodes.
package openapi

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// object is a JSON object.
type object = map[string]any

// An Operation is one thing that a client can do.
type Operation struct {
	Method  string
	Path    string // as the router has it: "/m/:id"
	ID      string // a name, once in a document
	Summary string
	Auth    []string    // security schemes of which one is needed; none: everyone may
	Query   []Parameter // what may stand behind the "?"
	Body    any         // a value of the type that is sent as JSON; a Schema; nil for nothing
	Text    bool        // a text is sent, in any form
	Result  any         // a value of the type that is answered; a Schema; nil for nothing
	Media   string      // of the result; empty for JSON
	Status  int         // when it went well
	Refused []int       // statuses of refusals
}

// A Parameter is one that may stand in a query.
type Parameter struct {
	Name, Meaning string
	Required      bool
}

// A Schema is one that is written by hand.
type Schema object

// A Document is what the operations of a server add up to.
type Document struct {
	Title, Version, Description string
	Security                    map[string]string // schemes by name, and what they are in words
	Words                       map[reflect.Type]Named
	Operations                  []Operation
	Refusal                     any   // a value of the type of refusals
	Values                      []any // of types that schemas written by hand refer to
}

// Named is a string type with fixed values.
type Named struct {
	Name   string
	Values []string
}

// JSON encodes the document. It panics on a type that has no schema: that is a mistake of
// the program's.
func (d Document) JSON() []byte {
	b := builder{Document: d, schemas: make(object)}
	for _, v := range d.Values {
		b.schemaOf(v)
	}
	paths := make(map[string]object)
	for _, op := range d.Operations {
		path := templated(op.Path)
		if paths[path] == nil {
			paths[path] = make(object)
		}
		paths[path][strings.ToLower(op.Method)] = b.operation(op)
	}
	schemes := make(object)
	for name, meaning := range d.Security {
		scheme := object{"type": "http", "scheme": "bearer", "description": meaning}
		if name == "cookie" {
			scheme = object{"type": "apiKey", "in": "cookie", "name": "convener_session", "description": meaning}
		}
		schemes[name] = scheme
	}
	doc := object{
		"openapi":    "3.0.3",
		"info":       object{"title": d.Title, "version": d.Version, "description": d.Description},
		"paths":      paths,
		"components": object{"schemas": b.schemas, "securitySchemes": schemes},
	}
	out, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		panic("openapi: " + err.Error())
	}
	return out
}

// A builder collects the schemas of a document.
type builder struct {
	Document
	schemas object
}

var pathParameter = regexp.MustCompile(`[:*](\w*)`)

// templated is a router's path as OpenAPI writes it.
func templated(path string) string {
	return pathParameter.ReplaceAllStringFunc(path, func(p string) string {
		if p == "*" {
			return "{feed}"
		}
		return "{" + p[1:] + "}"
	})
}

func (b *builder) operation(op Operation) object {
	o := object{"operationId": op.ID, "summary": op.Summary, "responses": b.responses(op)}
	parameters := []object{}
	for _, name := range pathParameter.FindAllStringSubmatch(op.Path, -1) {
		if name[1] == "" {
			name[1] = "feed"
		}
		parameters = append(parameters, object{"name": name[1], "in": "path", "required": true, "schema": object{"type": "string"}})
	}
	for _, p := range op.Query {
		parameters = append(parameters, object{
			"name": p.Name, "in": "query", "required": p.Required, "description": p.Meaning, "schema": object{"type": "string"},
		})
	}
	if len(parameters) > 0 {
		o["parameters"] = parameters
	}
	content := make(object)
	if op.Body != nil {
		content["application/json"] = object{"schema": b.schemaOf(op.Body)}
	}
	if op.Text {
		content["text/plain"] = object{"schema": object{"type": "string"}}
	}
	if len(content) > 0 {
		o["requestBody"] = object{"required": true, "content": content}
	}
	security := []object{}
	for _, scheme := range op.Auth {
		security = append(security, object{scheme: []string{}})
	}
	if len(op.Auth) > 0 {
		o["security"] = security
	}
	return o
}

func (b *builder) responses(op Operation) object {
	well := object{"description": "Done."}
	if op.Result != nil {
		media := op.Media
		if media == "" {
			media = "application/json"
		}
		well["content"] = object{media: object{"schema": b.schemaOf(op.Result)}}
	}
	responses := object{strconv.Itoa(op.Status): well}
	for _, status := range op.Refused {
		responses[strconv.Itoa(status)] = object{
			"description": "Refused: code and text say why.",
			"content":     object{"application/json": object{"schema": b.schemaOf(b.Refusal)}},
		}
	}
	return responses
}

func (b *builder) schemaOf(v any) object {
	if s, ok := v.(Schema); ok {
		return object(s)
	}
	return b.schema(reflect.TypeOf(v))
}

// Fields is the schema of a struct's fields.
func (d Document) Fields(t reflect.Type) Schema {
	b := builder{Document: d, schemas: make(object)}
	s := b.fields(t)
	return Schema(s)
}

var text = reflect.TypeFor[interface{ MarshalText() ([]byte, error) }]()

// schema is the schema of what t encodes to.
func (b *builder) schema(t reflect.Type) object {
	if w, ok := b.Words[t]; ok {
		s := object{"type": "string", "enum": w.Values}
		if t.Kind() == reflect.Uint16 { // a set of them
			return object{"type": "array", "items": s}
		}
		return s
	}
	switch {
	case t.String() == "time.Time":
		return object{"type": "string", "format": "date-time"}
	case t.String() == "json.RawMessage":
		return object{}
	case t.Implements(text):
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return object{"nullable": true, "allOf": []object{b.schema(t.Elem())}}
	case reflect.Slice:
		return object{"type": "array", "items": b.schema(t.Elem())}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": b.schema(t.Elem())}
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return object{"type": "integer"}
	case reflect.Struct:
		return b.structure(t)
	case reflect.Interface:
		return object{}
	default:
		panic("openapi: no schema for " + t.String())
	}
}

// structure is a reference to a struct's schema, which it adds to the document.
func (b *builder) structure(t reflect.Type) object {
	name := strings.TrimSuffix(t.Name(), "Value")
	name = strings.ToUpper(name[:1]) + name[1:]
	if b.schemas[name] == nil {
		b.schemas[name] = object{} // for what refers to itself
		b.schemas[name] = b.fields(t)
	}
	return object{"$ref": "#/components/schemas/" + name}
}

func (b *builder) fields(t reflect.Type) object {
	properties, required := make(object), []string{}
	for _, f := range reflect.VisibleFields(t) {
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || name == "" || !f.IsExported() {
			continue
		}
		properties[name] = b.schema(f.Type)
		if !strings.Contains(opts, "omit") {
			required = append(required, name)
		}
	}
	s := object{"type": "object", "properties": properties}
	if len(required) > 0 {
		slices.Sort(required)
		s["required"] = required
	}
	return s
}

// Const is the schema of one fixed string.
func Const(s string) Schema { return Schema{"type": "string", "enum": []string{s}} }

// Object is the schema of an object with these required fields.
func Object(fields map[string]Schema) Schema {
	required := make([]string, 0, len(fields))
	for name := range fields {
		required = append(required, name)
	}
	slices.Sort(required)
	return Schema{"type": "object", "properties": fields, "required": required}
}

// String says where an operation is.
func (op Operation) String() string { return fmt.Sprintf("%s %s", op.Method, op.Path) }
